package com.oetpraxis.realtime.stream;

import com.oetpraxis.realtime.session.SessionWriter;
import com.oetpraxis.realtime.turntaking.Phase;
import com.oetpraxis.realtime.turntaking.TurnCommand;
import com.oetpraxis.realtime.turntaking.TurnEvent;
import com.oetpraxis.realtime.turntaking.TurnTaking;
import java.util.UUID;

/**
 * The session's clock, which stands still in a pause, in step with session-service: tells it of the
 * pauses of this stream, and follows it where another door pauses or resumes the session.
 */
final class SessionPauses {

    private final UUID sessionId;
    private final TurnTaking turnTaking;
    private final SessionWriter writer;
    private final StreamServices services;
    private final StreamLoop loop;
    private int writes;
    private boolean following;

    SessionPauses(
            UUID sessionId,
            TurnTaking turnTaking,
            SessionWriter writer,
            StreamServices services,
            StreamLoop loop) {
        this.sessionId = sessionId;
        this.turnTaking = turnTaking;
        this.writer = writer;
        this.services = services;
        this.loop = loop;
    }

    boolean isPaused() {
        return turnTaking.phase() == Phase.PAUSED;
    }

    /** The state machine has paused: session-service is told, unless that is where it came from. */
    void pause(String reason) {
        if (!following) {
            writes++;
            writer.pause(reason);
        }
    }

    void resume() {
        if (!following) {
            writes++;
            writer.resume();
        }
    }

    /**
     * The session was paused or resumed, perhaps by another door, perhaps by ours a while ago:
     * where it does not fit, session-service is asked how the clock stands now.
     */
    void changed(boolean paused) {
        if (isPaused() != paused) {
            ask();
        }
    }

    /** Asked behind our own writes; if there have been more by then, the answer is too old. */
    void ask() {
        int writesBefore = writes;
        writer.standing(standing ->
                loop.execute(() -> {
                    if (!loop.isLive() || standing.isEnded()) {
                        return;
                    }
                    if (writesBefore != writes) {
                        ask();
                    } else if (standing.isPaused() != isPaused()) {
                        follow(standing.isPaused());
                    }
                }));
    }

    /** Follows session-service, which is not told what it knows. */
    private void follow(boolean paused) {
        following = true;
        try {
            loop.feed(paused ? new TurnEvent.Pause("system") : new TurnEvent.Resume());
        } finally {
            following = false;
        }
    }

    /**
     * The client is gone, the session goes on later: its clock stands still until then (BR-41).
     *
     * @param stands run once session-service knows, or at once where it need not
     */
    void standStill(Runnable stands) {
        boolean before = isPaused();
        boolean pausing = false;
        for (TurnCommand command : turnTaking.accept(loop.now(), new TurnEvent.Pause("system"))) {
            if (command instanceof TurnCommand.PauseSession pause && !before) {
                pausing = true;
                services.threads()
                        .execute(() -> {
                            services.presence().dropped(sessionId);
                            writer.pause(pause.reason(), stands);
                        });
            }
        }
        if (!pausing) {
            stands.run();
        }
    }
}
