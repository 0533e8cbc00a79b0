package com.oetpraxis.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One connection to the practice stream, with all that has come over it. */
final class PracticeStream implements WebSocket.Listener {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final List<JsonNode> received = new ArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private int read;
    private @Nullable WebSocket socket;

    private PracticeStream() {}

    /** Opens a stream at the gateway. */
    static PracticeStream open(String path, String... subprotocols) {
        var stream = new PracticeStream();
        var builder = Suite.HTTP.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(5));
        if (subprotocols.length > 0) {
            builder.subprotocols(
                    subprotocols[0],
                    java.util.Arrays.copyOfRange(subprotocols, 1, subprotocols.length));
        }
        stream.socket =
                builder.buildAsync(URI.create(Suite.BASE_URL.replace("http", "ws") + path), stream)
                        .join();
        return stream;
    }

    void send(Map<String, ?> message) {
        sendRaw(Suite.JSON.writeValueAsString(message));
    }

    void sendRaw(String text) {
        socket().sendText(text, true).join();
    }

    void sendAudio(byte[] frame) {
        socket().sendBinary(ByteBuffer.wrap(frame), true).join();
    }

    /** Sends a frame; false if the connection is lost. */
    boolean trySendAudio(byte[] frame) {
        try {
            sendAudio(frame);
            return true;
        } catch (CompletionException e) {
            if (e.getCause() instanceof IOException) {
                return false;
            }
            throw e;
        }
    }

    /** Cuts the connection without a close, as a lost network does. */
    void drop() {
        socket().abort();
    }

    /** Says one sentence and gives the patient's whole answer. */
    String say(String text) {
        send(Map.of("type", "text", "text", text));
        return await(m -> is(m, "response") && m.path("final").asBoolean(false))
                .path("text")
                .asString();
    }

    /** The next message of this type, waited for; those before it are passed over. */
    JsonNode await(String type) {
        return await(message -> is(message, type));
    }

    JsonNode await(Predicate<JsonNode> wanted) {
        var found = find(wanted);
        if (found == null) {
            throw new AssertionError("not received; so far " + all() + " closed " + closed);
        }
        return found;
    }

    /** Whether such a message came before the connection was closed. */
    boolean awaitOrClose(Predicate<JsonNode> wanted) {
        if (find(wanted) != null) {
            return true;
        }
        if (closed.isDone()) {
            return false;
        }
        throw new AssertionError("neither received nor closed; so far " + all());
    }

    private synchronized @Nullable JsonNode find(Predicate<JsonNode> wanted) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            while (read < received.size()) {
                var message = received.get(read++);
                if (wanted.test(message)) {
                    return message;
                }
            }
            var left = deadline - System.nanoTime();
            if (left <= 0 || closed.isDone()) {
                return null;
            }
            try {
                wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    /** The close code, waited for. */
    int closeCode() {
        try {
            return closed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("not closed; so far " + received, e);
        }
    }

    synchronized List<JsonNode> all() {
        return List.copyOf(received);
    }

    /** Ends the session in two steps. */
    void end() {
        send(Map.of("type", "stop"));
        assertThat(await("guidance").path("issue").asString()).isEqualTo("confirm_end");
        send(Map.of("type", "stop", "confirm", true));
        await("session_completed");
        assertThat(closeCode()).isEqualTo(1000);
    }

    static boolean is(JsonNode message, String type) {
        return message.path("type").asString("").equals(type);
    }

    private WebSocket socket() {
        if (socket == null) {
            throw new IllegalStateException("not open");
        }
        return socket;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket ws, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            var message = Suite.JSON.readTree(partial.toString());
            partial.setLength(0);
            synchronized (this) {
                received.add(message);
                notifyAll();
            }
        }
        ws.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket ws, int code, String reason) {
        synchronized (this) {
            closed.complete(code);
            notifyAll();
        }
        return null;
    }

    @Override
    public void onError(WebSocket ws, Throwable error) {
        synchronized (this) {
            closed.complete(1006);
            notifyAll();
        }
    }
}
