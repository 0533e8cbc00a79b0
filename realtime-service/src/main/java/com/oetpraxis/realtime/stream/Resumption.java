package com.oetpraxis.realtime.stream;

import com.oetpraxis.realtime.session.SessionClient;
import com.oetpraxis.realtime.session.StoredTurn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes on numbering where the session's messages stand and, for a client that has lost its
 * connection, sends it the stored turns that it has not seen.
 */
final class Resumption {

    private final MessageSender sender;
    private final List<StoredTurn> stored;
    private final @Nullable Long lastSeen;
    private final long highest;

    /**
     * @param lastSeen the number of the last message that the client has seen, null if it is new
     */
    Resumption(MessageSender sender, SessionClient.Connection session, @Nullable Long lastSeen) {
        this.sender = sender;
        this.stored = session.turns();
        this.lastSeen = lastSeen;
        long known = Math.max(sender.seq(), session.lastSeq());
        this.highest = lastSeen == null ? known : Math.max(known, lastSeen);
    }

    /** The next message is the {@code session_ready} that opens the stream. */
    void beforeReady() {
        sender.raiseTo(lastSeen == null ? highest : firstFree(lastSeen) - 1);
    }

    /**
     * The number of the {@code session_ready} that opens a resumed stream: the next after the last
     * one seen, so that numbers still rise when the replay follows with the numbers it was stored
     * with; or, where a stored turn has that number, the next after all of them.
     */
    private long firstFree(long seen) {
        long next = seen + 1;
        boolean taken = stored.stream().anyMatch(turn -> turn.seq() == next);
        long last = stored.stream().mapToLong(StoredTurn::seq).max().orElse(0);
        return taken ? Math.max(next, last + 1) : next;
    }

    /** {@code session_ready} has been sent: what the client has not seen, if it resumes. */
    void afterReady() {
        if (lastSeen != null) {
            replay(lastSeen);
        }
        sender.raiseTo(highest);
    }

    private void replay(long seen) {
        for (StoredTurn turn : stored) {
            boolean unfinished =
                    turn.turn() == stored.getLast().turn()
                            && !turn.isLearners()
                            && turn.heardText() == null;
            if (turn.seq() > seen) {
                sender.transmit(message(turn), turn.seq());
            } else if (unfinished) {
                sender.send(message(turn));
            }
        }
    }

    private static ServerMessage message(StoredTurn turn) {
        return turn.isLearners()
                ? new ServerMessage.Transcript(
                        StoredTurn.LEARNER, turn.text(), 1, turn.turn(), true)
                : new ServerMessage.Response(
                        turn.text(), turn.turn(), StoredTurn.PATIENT, true, turn.prompted());
    }
}
