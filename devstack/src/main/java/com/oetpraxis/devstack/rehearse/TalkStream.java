package com.oetpraxis.devstack.rehearse;

import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One connection to the practice stream, until the session is completed or the connection lost. The
 * patient may end the talk at any time: what is sent after that is dropped.
 */
final class TalkStream {

    private static final Duration BETWEEN_PINGS = Duration.ofSeconds(30);
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final JsonMapper json;
    private final PrintStream out;
    private final Consumer<JsonNode> receiver;
    private final Runnable ended;
    private final CountDownLatch end = new CountDownLatch(1);
    private @Nullable WebSocket socket;

    private TalkStream(
            JsonMapper json, PrintStream out, Consumer<JsonNode> receiver, Runnable ended) {
        this.json = json;
        this.out = out;
        this.receiver = receiver;
        this.ended = ended;
    }

    /**
     * Connects, and keeps the connection alive.
     *
     * @param receiver gets each message of the server, on a thread of its own
     * @param ended runs at the end, on any thread, perhaps more than once
     * @throws RehearsalException if it cannot connect
     */
    static TalkStream open(
            HttpClient http,
            JsonMapper json,
            String url,
            PrintStream out,
            Consumer<JsonNode> receiver,
            Runnable ended) {
        var talk = new TalkStream(json, out, receiver, ended);
        try {
            talk.socket =
                    http.newWebSocketBuilder()
                            .connectTimeout(Duration.ofSeconds(5))
                            .buildAsync(URI.create(url), talk.new Listener())
                            .join();
        } catch (CompletionException e) {
            throw new RehearsalException("The stream of the session could not be opened.");
        }
        Thread.ofVirtual().start(talk::ping);
        return talk;
    }

    private void ping() {
        try {
            while (!awaitEnd(BETWEEN_PINGS)) {
                send(Map.of("type", "ping"));
            }
        } catch (RehearsalException e) {
            over(); // interrupted: nobody talks any more
        }
    }

    /** Sends a message; false if the talk is over. */
    boolean send(Map<String, ?> message) {
        var text = json.writeValueAsString(message);
        return send(open -> open.sendText(text, true));
    }

    /** Sends a frame of sound; false if the talk is over. */
    boolean sendSound(byte[] frame) {
        return send(open -> open.sendBinary(ByteBuffer.wrap(frame), true));
    }

    private interface Sending {
        CompletableFuture<WebSocket> by(WebSocket open);
    }

    private synchronized boolean send(Sending sending) {
        var open = socket;
        if (open == null || isOver()) {
            return false;
        }
        try {
            sending.by(open).join();
            return true;
        } catch (CompletionException e) {
            awaitEnd(LAST_WORDS); // closed by the other side, which has told why before
            over();
            return false;
        }
    }

    boolean isOver() {
        return end.getCount() == 0;
    }

    /** Whether the talk is over within this time. */
    boolean awaitEnd(Duration time) {
        try {
            return end.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RehearsalException("Interrupted.");
        }
    }

    private void over() {
        end.countDown();
        ended.run();
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder partial = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket from, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                var message = json.readTree(partial.toString());
                partial.setLength(0);
                receiver.accept(message);
                if (message.path("type").asString("").equals("session_completed")) {
                    over();
                }
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            if (!isOver() && code != WebSocket.NORMAL_CLOSURE) {
                out.printf("[The stream was closed: %d %s]%n", code, reason);
            }
            over();
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            if (!isOver()) {
                out.println("[The connection was lost.]");
            }
            over();
        }
    }
}
