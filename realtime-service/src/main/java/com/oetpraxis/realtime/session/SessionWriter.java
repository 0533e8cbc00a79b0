package com.oetpraxis.realtime.session;

import com.oetpraxis.realtime.session.SessionClient.CompleteRequest;
import com.oetpraxis.realtime.session.SessionClient.Completion;
import com.oetpraxis.realtime.session.SessionClient.Heard;
import com.oetpraxis.realtime.session.SessionClient.Pause;
import com.oetpraxis.realtime.session.SessionClient.Resume;
import com.oetpraxis.realtime.session.SessionClient.Standing;
import com.oetpraxis.realtime.session.SessionClient.Turn;
import com.oetpraxis.shared.client.UpstreamException;
import com.oetpraxis.shared.client.UpstreamUnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one connection's part of a session, in order and one call after the other, on threads of
 * the given executor. While session-service does not answer, the call at the head is repeated for a
 * minute: every one of them may be.
 */
public final class SessionWriter {

    private static final Logger log = LoggerFactory.getLogger(SessionWriter.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
    private static final Duration GIVE_UP_AFTER = Duration.ofMinutes(1);

    private final SessionClient client;
    private final UUID sessionId;
    private final long epoch;
    private final Executor executor;
    private final Consumer<Refusal> refused;
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private boolean busy;
    private boolean stopped;

    /** Why nothing more can be written. */
    public enum Refusal {
        /** A newer connection has taken the session over. */
        REPLACED,
        /** The session is completed or cancelled. */
        ENDED,
        /** session-service did not answer for a minute, or does not take what we write. */
        FAILED
    }

    /**
     * @param refused told once, when a write was refused; nothing is written after it
     */
    public SessionWriter(
            SessionClient client,
            UUID sessionId,
            long epoch,
            Executor executor,
            Consumer<Refusal> refused) {
        this.client = client;
        this.sessionId = sessionId;
        this.epoch = epoch;
        this.executor = executor;
        this.refused = refused;
    }

    public long epoch() {
        return epoch;
    }

    public void append(Turn turn, Runnable stored) {
        enqueue(() -> {
            client.append(sessionId, turn);
            stored.run();
        });
    }

    public void heard(int turn, String heardText, long endedMs) {
        note(() -> client.heard(sessionId, turn, new Heard(epoch, heardText, endedMs)));
    }

    public void pause(String reason) {
        note(() -> client.pause(sessionId, new Pause(epoch, reason)));
    }

    /** Stops the session's clock, and tells when everything so far has been written. */
    public void pause(String reason, Runnable written) {
        pause(reason);
        enqueue(written);
    }

    public void resume() {
        note(() -> client.resume(sessionId, new Resume(epoch)));
    }

    /** How the session stands once everything before has been written. */
    public void standing(Consumer<Standing> told) {
        note(() -> told.accept(client.standing(sessionId)));
    }

    public void complete(String reason, Consumer<Completion> completed) {
        enqueue(() ->
                completed.accept(client.complete(sessionId, new CompleteRequest(epoch, reason))));
    }

    /** What may be refused without the session being any the worse. */
    private void note(Runnable call) {
        enqueue(() -> {
            try {
                call.run();
            } catch (UpstreamException e) {
                if (refusal(e) != Refusal.FAILED) {
                    throw e;
                }
            }
        });
    }

    private synchronized void enqueue(Runnable call) {
        if (stopped) {
            return;
        }
        waiting.addLast(call);
        if (!busy) {
            busy = true;
            executor.execute(this::drain);
        }
    }

    private void drain() {
        while (true) {
            Runnable call;
            synchronized (this) {
                call = stopped ? null : waiting.pollFirst();
                if (call == null) {
                    busy = false;
                    return;
                }
            }
            attempt(call);
        }
    }

    private void attempt(Runnable call) {
        Duration wait = FIRST_WAIT;
        long giveUpAt = System.nanoTime() + GIVE_UP_AFTER.toNanos();
        while (true) {
            try {
                call.run();
                return;
            } catch (UpstreamUnavailableException e) {
                if (System.nanoTime() > giveUpAt) {
                    log.warn("Gave up writing to session {} after a minute", sessionId, e);
                    refuse(Refusal.FAILED);
                    return;
                }
            } catch (UpstreamException e) {
                refuse(refusal(e));
                return;
            } catch (RuntimeException e) {
                log.error("A write to session {} failed", sessionId, e);
                refuse(Refusal.FAILED);
                return;
            }
            try {
                Thread.sleep(wait);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                refuse(Refusal.FAILED);
                return;
            }
            wait =
                    wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0
                            ? LONGEST_WAIT
                            : wait.multipliedBy(2);
        }
    }

    private Refusal refusal(UpstreamException e) {
        String reason = e.reason();
        if ("STALE_EPOCH".equals(reason)) {
            return Refusal.REPLACED;
        }
        if ("SESSION_ENDED".equals(reason)) {
            return Refusal.ENDED;
        }
        log.warn("session-service refused a write to session {}", sessionId, e);
        return Refusal.FAILED;
    }

    private void refuse(Refusal refusal) {
        synchronized (this) {
            stopped = true;
            waiting.clear();
        }
        refused.accept(refusal);
    }
}
