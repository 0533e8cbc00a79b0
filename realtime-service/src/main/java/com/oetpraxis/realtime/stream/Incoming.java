package com.oetpraxis.realtime.stream;

import com.oetpraxis.realtime.stream.MessageReader.Unreadable;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one client sends: at most so many messages wait to be read, those that come too early are
 * kept, a {@code ping} and what cannot be read are answered here.
 */
final class Incoming {

    private static final int MOST_UNREAD = 256;
    private static final int MOST_EARLY = 64;
    private static final int MALFORMED_CLOSES = 3;

    private final MessageReader reader;
    private final Clock clock;
    private final StreamLoop loop;
    private final Runnable tooManyMalformed;
    private final Semaphore unread = new Semaphore(MOST_UNREAD);
    private final ArrayDeque<String> early = new ArrayDeque<>();
    private final LastMinute malformed = new LastMinute();
    private volatile long lastPing;

    /**
     * @param tooManyMalformed told when a client sends more nonsense than any sensible one
     */
    Incoming(JsonMapper json, Clock clock, StreamLoop loop, Runnable tooManyMalformed) {
        this.reader = new MessageReader(json);
        this.clock = clock;
        this.loop = loop;
        this.tooManyMalformed = tooManyMalformed;
        this.lastPing = clock.millis();
    }

    /** Has a message read in the loop; while too many wait, so does the caller. */
    void queue(Runnable reading) {
        unread.acquireUninterruptibly();
        loop.execute(() -> {
            try {
                reading.run();
            } finally {
                unread.release();
            }
        });
    }

    /** When the client has shown last that it is there. */
    long lastPing() {
        return lastPing;
    }

    /** The message, null where it needs nothing more. */
    @Nullable ClientMessage read(String text) {
        ClientMessage message;
        try {
            message = reader.read(text);
        } catch (Unreadable unreadable) {
            loop.send(unreadable.error());
            if (unreadable.isMalformed() && malformed.count(loop.now()) >= MALFORMED_CLOSES) {
                tooManyMalformed.run();
            }
            return null;
        }
        if (message instanceof ClientMessage.Ping ping) {
            lastPing = loop.now();
            loop.send(new ServerMessage.Pong(clock.instant(), ping.timestamp()));
            return null;
        }
        return message;
    }

    /** Keeps a message that comes too early. */
    void keep(String text) {
        if (early.size() >= MOST_EARLY) {
            loop.send(StreamError.retryable("RATE_LIMIT_EXCEEDED", "Wait for session_ready.", 1));
        } else {
            early.addLast(text);
        }
    }

    /** The next message that was kept. */
    @Nullable String nextKept() {
        return early.pollFirst();
    }

    void forgetKept() {
        early.clear();
    }
}
