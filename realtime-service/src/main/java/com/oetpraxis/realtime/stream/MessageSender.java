package com.oetpraxis.realtime.stream;

import com.oetpraxis.realtime.turntaking.TurnTaking;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Numbers a stream's messages and hands them on: held back while a turn is being stored, left out
 * where the client does not want them, grouped where it wants that.
 */
final class MessageSender {

    private static final long BATCH_MS = 100;
    private static final int MOST_HELD = 256;
    private static final Set<String> ALWAYS_SENT =
            Set.of("session_ready", "abilities", "error", "pong", "session_completed");

    private final Outgoing outgoing;
    private final JsonMapper json;
    private final Clock clock;
    private final Runnable overfull;
    private final ArrayDeque<ServerMessage> held = new ArrayDeque<>();
    private final List<ObjectNode> batch = new ArrayList<>();
    private long seq;
    private boolean holding;
    private boolean batching;
    private @Nullable Set<String> subscription;
    private volatile long flushAt = TurnTaking.NEVER;

    /**
     * @param overfull told when more would have to be held back than a sensible client causes
     */
    MessageSender(Outgoing outgoing, JsonMapper json, Clock clock, Runnable overfull) {
        this.outgoing = outgoing;
        this.json = json;
        this.clock = clock;
        this.overfull = overfull;
    }

    /** The number of the last message. */
    long seq() {
        return seq;
    }

    /** Goes on numbering above this. */
    void raiseTo(long number) {
        seq = Math.max(seq, number);
    }

    /** Groups messages for a tenth of a second. */
    void batch(boolean wanted) {
        batching = wanted;
    }

    void subscribe(Set<String> types) {
        subscription = types;
    }

    void send(ServerMessage message) {
        if (!holding) {
            transmit(message, ++seq);
        } else if (message instanceof ServerMessage.Pong) {
            sendBetween(message);
        } else if (held.size() < MOST_HELD) {
            held.addLast(message);
        } else {
            overfull.run();
        }
    }

    /** Sends a message that takes no number: the next ones belong to a turn being stored. */
    private void sendBetween(ServerMessage message) {
        transmit(message, Math.max(1, seq));
    }

    /** Sends a message under a number of its own. */
    void transmit(ServerMessage message, long number) {
        Set<String> wanted = subscription;
        if (wanted != null
                && !wanted.contains(message.type())
                && !ALWAYS_SENT.contains(message.type())) {
            return;
        }
        ObjectNode node = json.createObjectNode();
        node.put("type", message.type());
        node.put("seq", number);
        node.setAll((ObjectNode) json.valueToTree(message));
        if (!batching) {
            outgoing.send(json.writeValueAsString(node));
            return;
        }
        batch.add(node);
        if (flushAt == TurnTaking.NEVER) {
            flushAt = clock.millis() + BATCH_MS;
        }
    }

    /** Holds back what comes from now on. */
    void hold() {
        holding = true;
    }

    /** What comes from now on is sent at once, before what was held back. */
    void release() {
        holding = false;
    }

    /** Sends what was held back, until something is to be held again. */
    void sendHeld() {
        while (!holding) {
            ServerMessage next = held.pollFirst();
            if (next == null) {
                return;
            }
            transmit(next, ++seq);
        }
    }

    /** What was held back is not sent any more. */
    void forgetHeld() {
        holding = false;
        held.clear();
    }

    /**
     * What explains the close does not wait for a turn that is being stored, and takes no number: a
     * client that resumes from the last one it has seen is still told of that turn.
     */
    void sendLastWords() {
        if (holding) {
            for (ServerMessage message : held) {
                if (ALWAYS_SENT.contains(message.type())) {
                    sendBetween(message);
                }
            }
        }
    }

    /** When a group is due. */
    long flushAt() {
        return flushAt;
    }

    void flush() {
        flushAt = TurnTaking.NEVER;
        if (batch.isEmpty()) {
            return;
        }
        ObjectNode node = json.createObjectNode();
        node.put("type", "batch");
        node.set("seq", batch.getLast().get("seq"));
        var messages = node.putArray("messages");
        batch.forEach(messages::add);
        batch.clear();
        outgoing.send(json.writeValueAsString(node));
    }
}
