package com.oetpraxis.realtime.stream;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;

/**
 * What waits to be sent to one client, at most so many messages: a client that does not read is let
 * go. A thread is borrowed only while there is something to send.
 */
final class Outgoing {

    private static final Logger log = LoggerFactory.getLogger(Outgoing.class);
    private static final int MOST_WAITING = 512;

    private final WebSocketSession socket;
    private final Executor executor;
    private final ArrayDeque<WebSocketMessage<?>> waiting = new ArrayDeque<>();
    private boolean sending;
    private @Nullable CloseStatus closing;
    private boolean closed;

    Outgoing(WebSocketSession socket, Executor executor) {
        this.socket = socket;
        this.executor = executor;
    }

    void send(String text) {
        enqueue(new TextMessage(text));
    }

    void ping() {
        enqueue(new PingMessage());
    }

    /** Closes the connection once everything that waits has been sent. */
    synchronized void close(CloseStatus status) {
        if (closing == null && !closed) {
            closing = status;
            start();
        }
    }

    private synchronized void enqueue(WebSocketMessage<?> message) {
        if (closing != null || closed) {
            return;
        }
        if (waiting.size() >= MOST_WAITING) {
            log.warn("A client did not read {} messages and was let go", MOST_WAITING);
            waiting.clear();
            closing = CloseStatus.SESSION_NOT_RELIABLE;
            executor.execute(this::closeNow); // the sending thread may be stuck
            return;
        }
        waiting.addLast(message);
        start();
    }

    private void start() {
        if (!sending) {
            sending = true;
            executor.execute(this::drain);
        }
    }

    private void drain() {
        while (true) {
            WebSocketMessage<?> next;
            synchronized (this) {
                next = waiting.pollFirst();
                if (next == null) {
                    sending = false;
                    if (closing == null || closed) {
                        return;
                    }
                }
            }
            if (next == null) {
                closeNow();
                return;
            }
            try {
                socket.sendMessage(next);
            } catch (IOException | RuntimeException e) { // gone; the container tells the handler
                synchronized (this) {
                    waiting.clear();
                    if (closing == null) {
                        closing = CloseStatus.SESSION_NOT_RELIABLE;
                    }
                }
            }
        }
    }

    private void closeNow() {
        CloseStatus status;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            status = closing == null ? CloseStatus.NORMAL : closing;
        }
        try {
            socket.close(status);
        } catch (IOException | RuntimeException e) {
            log.debug("A connection was gone before it was closed", e);
        }
    }
}
