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
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as it is deployed, with a stand-in for content-service. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class AiServiceApplicationTest {

    private static final UUID SCENARIO = UUID.fromString("0198a000-0000-7000-8000-000000000001");
    private static final UUID LOST = UUID.fromString("0198a000-0000-7000-8000-000000000002");
    private static final UUID BROKEN = UUID.fromString("0198a000-0000-7000-8000-000000000003");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpServer CONTENT = content();

    @LocalServerPort private int port;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add("praxis.security.jwks", TestTokens::accessJwks);
        registry.add("praxis.security.service-keys", TestTokens::serviceJwks);
        registry.add("praxis.security.service-key", () -> TestTokens.serviceKey("ai-service"));
        registry.add("management.server.port", () -> "0");
        registry.add("speech.models", () -> "");
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
                        var path = exchange.getRequestURI().getPath();
                        boolean known =
                                path.equals("/internal/scenarios/" + SCENARIO + "/versions/1");
                        boolean broken = path.contains(BROKEN.toString());
                        boolean trusted =
                                String.valueOf(
                                                exchange.getRequestHeaders()
                                                        .getFirst("Authorization"))
                                        .startsWith("Bearer ");
                        var body =
                                JSON.writeValueAsString(
                                        Map.of(
                                                "id",
                                                SCENARIO,
                                                "code",
                                                "med-01-cough",
                                                "version",
                                                1,
                                                "card",
                                                Cards.tree("med-01-cough")));
                        var bytes = (known ? body : "{}").getBytes(StandardCharsets.UTF_8);
                        exchange.getResponseHeaders().add("Content-Type", "application/json");
                        exchange.sendResponseHeaders(
                                broken ? 500 : known && trusted ? 200 : 404, bytes.length);
                        exchange.getResponseBody().write(bytes);
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
    void playsARolePlayOverItsLine() throws Exception {
        try (var line = new Line(port)) {
            var opened = line.ask(open(SCENARIO, List.of()));

            assertThat(opened.path("type").asString()).isEqualTo("opened");
            assertThat(opened.path("engineVersion").asString()).startsWith("scripted-1-");
            assertThat(opened.path("recogniser").isNull()).isTrue();
            assertThat(opened.path("speaker").isNull()).isTrue();
            assertThat(opened.path("openingLine").asBoolean()).isTrue();

            var opening = line.ask(turn(1, "Good morning, I'm Dr Khan. What brings you in today?"));
            assertThat(opening.path("type").asString()).isEqualTo("reply");
            assertThat(opening.path("turn").asInt()).isEqualTo(2);
            assertThat(opening.path("text").asString())
                    .isEqualTo(
                            "Morning, doctor. Carol made me come. It's only this cough, it's"
                                    + " probably nothing.");

            var answer = line.ask(turn(3, "How long have you had the cough?"));
            assertThat(answer.path("text").asString()).contains("seven weeks");
            assertThat(answer.at("/matched/hits/0/intent").asString()).isEqualTo("onset");
            assertThat(line.ask(turn(3, "How long have you had the cough?")).path("text"))
                    .isEqualTo(answer.path("text"));

            var prompt = line.ask(Map.of("type", "silence", "count", 1, "turn", 5));
            assertThat(prompt.path("prompted").asBoolean()).isTrue();

            var end = line.ask(Map.of("type", "time_up", "turn", 6));
            assertThat(end.path("closing").asBoolean()).isTrue();
        }
    }

    @Test
    void goesOnWhereAnotherInstanceStopped() throws Exception {
        var turns =
                List.<Map<String, Object>>of(
                        stored(1, "learner", "Hello, I'm Dr Khan."),
                        stored(
                                2,
                                "patient",
                                "Morning, doctor. Carol made me come. It's only this cough, it's"
                                        + " probably nothing."),
                        stored(3, "learner", "Do you smoke?"));
        try (var line = new Line(port)) {
            var opened = line.ask(open(SCENARIO, turns));
            assertThat(opened.path("openingLine").asBoolean()).isFalse();

            var answer = line.ask(turn(3, "Do you smoke?"));

            assertThat(answer.path("turn").asInt()).isEqualTo(4);
            assertThat(answer.path("text").asString()).contains("behind the van");
        }
    }

    @Test
    void takesBackWhatWasNeverHeard() throws Exception {
        try (var line = new Line(port)) {
            line.ask(open(SCENARIO, List.of()));
            line.ask(turn(1, "Hello."));
            var first = line.ask(turn(3, "Do you smoke?")).path("text").asString();
            line.send(Map.of("type", "heard", "turn", 4, "heardText", "I used to smoke"));
            line.send(Map.of("type", "cancel", "turn", 4));

            assertThat(line.ask(turn(3, "Do you smoke?")).path("text").asString()).isEqualTo(first);
        }
    }

    @Test
    void answersBadMessagesAndStaysOpen() throws Exception {
        try (var line = new Line(port)) {
            assertThat(line.ask(turn(1, "Hello")).path("code").asString()).isEqualTo("VAL001");
            line.sendText("{nonsense");
            assertThat(line.next().path("code").asString()).isEqualTo("VAL001");
            assertThat(line.ask(Map.of("type", "open")).path("code").asString())
                    .isEqualTo("VAL001");
            assertThat(line.ask(open(LOST, List.of())).path("code").asString()).isEqualTo("RES001");
            var down = line.ask(open(BROKEN, List.of()));
            assertThat(down.path("code").asString()).isEqualTo("GATEWAY_001");
            assertThat(down.path("retryable").asBoolean()).isTrue();

            assertThat(line.ask(open(SCENARIO, List.of())).path("type").asString())
                    .isEqualTo("opened");
            assertThat(line.ask(Map.of("type", "sing", "turn", 1)).path("code").asString())
                    .isEqualTo("VAL001");
            assertThat(line.ask(Map.of("type", "turn", "text", "Hi")).path("code").asString())
                    .isEqualTo("VAL001");
        }
    }

    @Test
    void goesOnByTextWithoutModels() throws Exception {
        try (var line = new Line(port)) {
            assertThat(line.askBySound(new byte[] {1, 1, 0, 0, 0, 1, 0, 0, 0, 1}).path("code"))
                    .hasToString("\"VAL001\"");
            line.ask(open(SCENARIO, List.of()));
            assertThat(line.askBySound(new byte[] {1, 1, 0, 0, 0, 1, 0, 0, 0, 1}).path("code"))
                    .hasToString("\"AUDIO004\"");
            assertThat(line.askBySound(new byte[] {9, 1, 0}).path("code"))
                    .hasToString("\"VAL001\"");

            line.send(Map.of("type", "prepare", "turn", 1, "text", "Hello.", "elapsedMs", 900));
            var reply = line.ask(turn(1, "Hello."));

            assertThat(reply.path("type").asString()).isEqualTo("reply");
            assertThat(reply.at("/stageMs/patient").isNumber()).isTrue();
        }
    }

    @Test
    void takesTheTurnsOfAWholeSessionAtOnce() throws Exception {
        var turns = new java.util.ArrayList<Map<String, Object>>();
        for (int i = 1; i < 120; i += 2) {
            turns.add(stored(i, "learner", "Does it hurt? " + "I see. ".repeat(60)));
            turns.add(stored(i + 1, "patient", "My ribs ache from the coughing. ".repeat(10)));
        }
        try (var line = new Line(port)) {
            assertThat(line.ask(open(SCENARIO, turns)).path("type").asString()).isEqualTo("opened");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer nonsense"})
    void refusesALineWithoutAServicesToken(String token) {
        var builder = HttpClient.newHttpClient().newWebSocketBuilder();
        if (!token.isEmpty()) {
            builder.header("Authorization", token);
        }
        var opening =
                builder.buildAsync(
                        URI.create("ws://localhost:" + port + "/internal/ai/live"),
                        new WebSocket.Listener() {});

        assertThat(opening)
                .failsWithin(10, TimeUnit.SECONDS)
                .withThrowableThat()
                .withMessageContaining("WebSocketHandshakeException");
    }

    @Test
    void checksACard() throws Exception {
        var answer =
                post("/internal/ai/cards/check", Map.of("card", Cards.tree("med-01-cough")), true);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"findings\":[]}");
    }

    @Test
    void saysWhatIsWrongWithACard() throws Exception {
        var answer = post("/internal/ai/cards/check", Map.of("card", Map.of("id", "x-01")), true);

        assertThat(answer.statusCode()).isEqualTo(200);
        var finding = JSON.readTree(answer.body()).at("/findings/0");
        assertThat(finding.path("level").asString()).isEqualTo("error");
        assertThat(finding.path("code").asString()).isEqualTo("shape");
        assertThat(finding.path("path").asString()).isEqualTo("profession");
    }

    @Test
    void wantsACardToCheck() throws Exception {
        var answer = post("/internal/ai/cards/check", Map.of("card", "mine"), true);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).at("/error/details/fields/0/field").asString())
                .isEqualTo("card");
        assertThat(post("/internal/ai/cards/check", Map.of(), false).statusCode()).isEqualTo(401);
    }

    private HttpResponse<String> post(String path, Object body, boolean trusted)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (trusted) {
            request.header("Authorization", TestTokens.service("content-service", "ai-service"));
        }
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static Map<String, Object> open(UUID scenario, List<Map<String, Object>> turns) {
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
                turns);
    }

    private static Map<String, Object> turn(int turn, String text) {
        return Map.of(
                "type",
                "turn",
                "turn",
                turn,
                "text",
                text,
                "interrupted",
                false,
                "elapsedMs",
                1000);
    }

    private static Map<String, Object> stored(int turn, String speaker, String text) {
        return Map.of(
                "turn", turn,
                "speaker", speaker,
                "text", text,
                "prompted", false,
                "seq", turn,
                "startedMs", turn * 1000,
                "endedMs", turn * 1000 + 500);
    }

    /** A line as realtime-service holds it. */
    private static final class Line implements WebSocket.Listener, AutoCloseable {

        private final BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();
        private final StringBuilder partial = new StringBuilder();
        private final WebSocket socket;

        Line(int port) {
            try {
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
            } catch (CompletionException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket webSocket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                received.add(JSON.readTree(partial.toString()));
                partial.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        void send(Map<String, Object> message) {
            sendText(JSON.writeValueAsString(message));
        }

        void sendText(String text) {
            socket.sendText(text, true).join();
        }

        JsonNode askBySound(byte[] frame) throws InterruptedException {
            socket.sendBinary(ByteBuffer.wrap(frame), true).join();
            return next();
        }

        JsonNode ask(Map<String, Object> message) throws InterruptedException {
            send(message);
            return next();
        }

        JsonNode next() throws InterruptedException {
            var message = received.poll(10, TimeUnit.SECONDS);
            assertThat(message).as("an answer").isNotNull();
            return message;
        }

        @Override
        public void close() {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        }
    }
}
