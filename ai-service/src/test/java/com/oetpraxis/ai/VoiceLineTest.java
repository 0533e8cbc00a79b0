package com.oetpraxis.ai;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.ai.card.Cards;
import com.oetpraxis.devstack.testing.TestTokens;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The line with the real models: one patient's speech is what the next one listens to. */
@Tag("voice")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class VoiceLineTest {

    private static final UUID MAN = UUID.fromString("0198a000-0000-7000-8000-000000000001");
    private static final UUID WOMAN = UUID.fromString("0198a000-0000-7000-8000-000000000002");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpServer CONTENT = content();

    @LocalServerPort private int port;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add("praxis.security.jwks", TestTokens::accessJwks);
        registry.add("praxis.security.service-keys", TestTokens::serviceJwks);
        registry.add("praxis.security.service-key", () -> TestTokens.serviceKey("ai-service"));
        registry.add("management.server.port", () -> "0");
        registry.add(
                "spring.cloud.openfeign.client.config.content-service.url",
                () -> "http://localhost:" + CONTENT.getAddress().getPort());
    }

    private static HttpServer content() {
        try {
            var server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext(
                    "/internal/scenarios/",
                    exchange -> {
                        boolean woman =
                                exchange.getRequestURI().getPath().contains(WOMAN.toString());
                        var code = woman ? "nur-01-leg-ulcer" : "med-01-cough";
                        var body =
                                JSON.writeValueAsString(
                                                Map.of(
                                                        "id",
                                                        woman ? WOMAN : MAN,
                                                        "code",
                                                        code,
                                                        "version",
                                                        1,
                                                        "card",
                                                        Cards.tree(code)))
                                        .getBytes(StandardCharsets.UTF_8);
                        exchange.getResponseHeaders().add("Content-Type", "application/json");
                        exchange.sendResponseHeaders(200, body.length);
                        exchange.getResponseBody().write(body);
                        exchange.close();
                    });
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterAll
    static void stopContent() {
        CONTENT.stop(0);
    }

    @Test
    void listensAndSpeaks() throws Exception {
        try (var line = new Line(port)) {
            line.send(open(MAN));
            var opened = line.message("opened");
            assertThat(opened.path("recogniser").asString()).isEqualTo("moonshine-tiny-en");
            assertThat(opened.at("/speaker/name").asString()).isEqualTo("piper-joe");
            assertThat(opened.at("/speaker/gender").asString()).isEqualTo("male");
            int rate = opened.at("/speaker/sampleRate").asInt();

            line.send(turn(1, "Good morning, I'm Dr Khan."));
            assertThat(line.message("reply").path("turn").asInt()).isEqualTo(2);
            var first = line.message("speech");
            assertThat(first.path("sentence").asInt()).isZero();
            assertThat(first.path("text").asString()).isEqualTo("Morning, doctor.");
            var sound = line.sentence(2);
            assertThat(sound.samples).hasSize(first.path("samples").asInt());
            assertThat(sound.last).isFalse();
            var second = line.message("speech");
            assertThat(second.path("text").asString()).isEqualTo("Carol made me come.");
            var spoken = line.sentence(2).samples;

            line.hear(true, 1, 1, at16k(spoken, rate));
            var transcript = line.transcript();
            assertThat(transcript.path("final").asBoolean()).isTrue();
            assertThat(transcript.path("text").asString()).isEqualTo("Carol made me come.");
            assertThat(transcript.path("confidence").asDouble()).isBetween(0.5, 1.0);
            assertThat(transcript.path("words")).hasSize(4);
            assertThat(transcript.at("/words/0/source").asString()).isEqualTo("estimated");
            assertThat(transcript.at("/stageMs/recogniser").asDouble()).isPositive();

            line.send(turn(3, "Do you smoke?"));
            assertThat(line.reply().at("/stageMs/recogniser").isNumber()).isTrue();
        }
    }

    @Test
    void speaksForAWomanByAnotherVoice() throws Exception {
        try (var line = new Line(port)) {
            line.send(open(WOMAN));
            assertThat(line.message("opened").at("/speaker/gender").asString()).isEqualTo("female");
            line.send(turn(1, "Hello, I'm the nurse."));
            line.message("reply");

            assertThat(line.message("speech").path("samples").asInt()).isGreaterThan(5_000);
        }
    }

    @Test
    void isQuickWithWhatItHasPreparedAndSilentOnceItIsCancelled() throws Exception {
        try (var line = new Line(port)) {
            line.send(open(MAN));
            line.message("opened");
            line.send(Map.of("type", "prepare", "turn", 1, "text", "Hello.", "interrupted", false));
            line.hear(true, 1, 1, new short[3_200]); // answered when there is a moment
            line.message("transcript");
            line.send(turn(1, "Hello."));
            line.message("reply");
            var speech = line.message("speech");
            line.sentence(2);
            line.send(Map.of("type", "cancel", "turn", 2));
            line.send(Map.of("type", "silence", "turn", 2, "count", 1));

            assertThat(line.reply().path("prompted").asBoolean()).isTrue();
            assertThat(speech.at("/stageMs/queue").asDouble()).isLessThan(1_000);
        }
    }

    private static short[] at16k(short[] samples, int rate) {
        var result = new short[(int) (samples.length * 16_000L / rate)];
        for (int i = 0; i < result.length; i++) {
            double at = i * rate / 16_000.0;
            int whole = (int) at;
            int next = Math.min(whole + 1, samples.length - 1);
            result[i] = (short) (samples[whole] + (at - whole) * (samples[next] - samples[whole]));
        }
        return result;
    }

    private static Map<String, Object> open(UUID scenario) {
        return Map.of(
                "type",
                "open",
                "sessionId",
                UUID.randomUUID(),
                "scenarioId",
                scenario,
                "scenarioVersion",
                1,
                "turns",
                List.of());
    }

    private static Map<String, Object> turn(int number, String text) {
        return Map.of("type", "turn", "turn", number, "text", text, "interrupted", false);
    }

    private static final class Sentence {

        private final short[] samples;
        private final boolean last;

        private Sentence(short[] samples, boolean last) {
            this.samples = samples;
            this.last = last;
        }
    }

    private static final class Line implements WebSocket.Listener, AutoCloseable {

        private final BlockingQueue<Object> received = new LinkedBlockingQueue<>();
        private final StringBuilder partial = new StringBuilder();
        private final WebSocket socket;
        private ByteBuffer frame = ByteBuffer.allocate(0);

        private Line(int port) {
            socket =
                    HttpClient.newHttpClient()
                            .newWebSocketBuilder()
                            .header(
                                    "Authorization",
                                    TestTokens.service("realtime-service", "ai-service"))
                            .buildAsync(
                                    URI.create("ws://localhost:" + port + "/internal/ai/live"),
                                    this)
                            .join();
        }

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket from, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                received.add(JSON.readTree(partial.toString()));
                partial.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(
                WebSocket from, ByteBuffer data, boolean last) {
            frame =
                    ByteBuffer.allocate(frame.remaining() + data.remaining())
                            .put(frame)
                            .put(data)
                            .flip();
            if (last) {
                received.add(frame);
                frame = ByteBuffer.allocate(0);
            }
            from.request(1);
            return null;
        }

        private void send(Map<String, Object> message) {
            socket.sendText(JSON.writeValueAsString(message), true).join();
        }

        private void hear(boolean complete, int stretch, int utterance, short[] samples) {
            var bytes = ByteBuffer.allocate(10 + 2 * samples.length);
            bytes.put((byte) 1).put((byte) (complete ? 1 : 0)).putInt(stretch).putInt(utterance);
            bytes.order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().put(samples);
            socket.sendBinary(bytes.rewind(), true).join();
        }

        private JsonNode message(String type) throws InterruptedException {
            var message = next();
            assertThat(message).isInstanceOf(JsonNode.class);
            assertThat(((JsonNode) message).path("type").asString()).isEqualTo(type);
            return (JsonNode) message;
        }

        /** The next transcript, whatever of the patient's speech comes before it. */
        private JsonNode transcript() throws InterruptedException {
            return after("transcript");
        }

        private JsonNode reply() throws InterruptedException {
            return after("reply");
        }

        private JsonNode after(String type) throws InterruptedException {
            while (true) {
                if (next() instanceof JsonNode message
                        && message.path("type").asString().equals(type)) {
                    return message;
                }
            }
        }

        /** The sound of a sentence, put together from its frames. */
        private Sentence sentence(int turn) throws InterruptedException {
            var samples = new short[0];
            while (true) {
                var bytes = (ByteBuffer) next();
                assertThat(bytes.get()).isEqualTo((byte) 2);
                int flags = bytes.get();
                assertThat(bytes.getInt()).isEqualTo(turn);
                int before = samples.length;
                int more = bytes.remaining() / 2;
                assertThat(more).isLessThanOrEqualTo(2_205);
                samples = Arrays.copyOf(samples, before + more);
                bytes.order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples, before, more);
                if ((flags & 1) != 0) {
                    return new Sentence(samples, (flags & 2) != 0);
                }
            }
        }

        private Object next() throws InterruptedException {
            var message = received.poll(20, TimeUnit.SECONDS);
            assertThat(message).as("a message").isNotNull();
            return message;
        }

        @Override
        public void close() {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        }
    }
}
