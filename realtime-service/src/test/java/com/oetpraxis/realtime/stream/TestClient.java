package com.oetpraxis.realtime.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A learner's client: remembers everything it is sent. */
final class TestClient implements WebSocket.Listener, AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    final List<JsonNode> messages = new CopyOnWriteArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;
    private volatile @Nullable Integer closeCode;
    private int read;

    private TestClient(
            HttpClient http, URI uri, Map<String, String> headers, List<String> protocols) {
        var builder = http.newWebSocketBuilder();
        headers.forEach(builder::header);
        if (!protocols.isEmpty()) {
            builder.subprotocols(
                    protocols.getFirst(),
                    protocols.subList(1, protocols.size()).toArray(String[]::new));
        }
        socket = builder.buildAsync(uri, this).join();
    }

    static TestClient connect(HttpClient http, String uri) {
        return new TestClient(http, URI.create(uri), Map.of(), List.of());
    }

    static TestClient connect(HttpClient http, String uri, Map<String, String> headers) {
        return new TestClient(http, URI.create(uri), headers, List.of());
    }

    static TestClient connectWith(HttpClient http, String uri, List<String> protocols) {
        return new TestClient(http, URI.create(uri), Map.of(), protocols);
    }

    String subprotocol() {
        return socket.getSubprotocol();
    }

    TestClient sends(String text) {
        socket.sendText(text, true).join();
        return this;
    }

    TestClient sends(Map<String, ?> message) {
        return sends(JSON.writeValueAsString(message));
    }

    TestClient sendsBytes(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
        return this;
    }

    /** Starts a typed session and waits until it is ready. */
    TestClient starts() {
        sends(Map.of("type", "session_start"));
        next("session_ready");
        return this;
    }

    TestClient types(String text) {
        return sends(Map.of("type", "text", "text", text));
    }

    /** The next message of this type that has not been read; those before it are passed over. */
    JsonNode next(String type) {
        return next(type, _ -> true);
    }

    JsonNode next(String type, Predicate<JsonNode> condition) {
        JsonNode[] found = new JsonNode[1];
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> {
                    while (read < messages.size()) {
                        JsonNode message = messages.get(read++);
                        if (message.path("type").asString("").equals(type)
                                && condition.test(message)) {
                            found[0] = message;
                            return true;
                        }
                    }
                    return false;
                });
        return found[0];
    }

    JsonNode finalResponse() {
        return next("response", m -> m.path("final").asBoolean());
    }

    List<JsonNode> all(String type) {
        return messages.stream().filter(m -> m.path("type").asString("").equals(type)).toList();
    }

    JsonNode error(String code) {
        JsonNode error = next("error");
        assertThat(error.path("code").asString()).isEqualTo(code);
        return error;
    }

    void isClosedWith(int code) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(closeCode).isEqualTo(code));
    }

    boolean isOpen() {
        return closeCode == null;
    }

    /** Breaks the connection without a word. */
    void drop() {
        socket.abort();
    }

    @Override
    public void close() {
        socket.abort();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            messages.add(JSON.readTree(partial.toString()));
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int statusCode, String reason) {
        closeCode = statusCode;
        return null;
    }
}
