package com.oetpraxis.ai.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.ai.card.Cards;
import com.oetpraxis.devstack.testing.TestTokens;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Scoring as session-service asks for it and reads it, with a stand-in for content-service. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ScoreEndpointTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final String G1 = "g1-inhalers-excellent";
    private static final UUID LOST = UUID.fromString("0198a000-0000-7000-8000-000000000002");
    private static final UUID BROKEN = UUID.fromString("0198a000-0000-7000-8000-000000000003");
    private static final HttpServer CONTENT = content();

    private static final List<String> DISTINCT =
            List.of(
                    ("how often do you use the blue inhaler in a normal week and which"
                                    + " things at home or work make your breathing worse than last month")
                            .split(" ", -1));

    /** Catalogue 9.8. */
    private static final Map<String, Integer> WEIGHTS =
            Map.of(
                    "pronunciation", 15,
                    "grammar", 15,
                    "vocabulary", 15,
                    "clinicalCommunication", 20,
                    "empathy", 20,
                    "patientEducation", 15);

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
            var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            var server = HttpServer.create(loopback, 0);
            server.createContext("/internal/scenarios/", ScoreEndpointTest::answer);
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Each card is version 1 of a scenario whose id is made from its code. */
    private static void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var body = "{}";
        int status = path.contains(BROKEN.toString()) ? 500 : 404;
        for (var code : List.of("med-01-cough", "pha-02-inhalers")) {
            if (path.equals("/internal/scenarios/" + scenario(code) + "/versions/1")) {
                status = 200;
                body =
                        JSON.writeValueAsString(
                                Map.of(
                                        "id",
                                        scenario(code),
                                        "code",
                                        code,
                                        "version",
                                        1,
                                        "card",
                                        Cards.tree(code)));
            }
        }
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @AfterAll
    static void stopContent() {
        CONTENT.stop(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                G1,
                "g2-inhalers-kind-but-halting",
                "g3-inhalers-fluent-lecture",
                "g4-inhalers-poor",
                "g5-cough-good",
                "g6-cough-dismissive"
            })
    void scoresATalkAsSessionServiceReadsIt(String id) throws Exception {
        var talk = golden(id);

        var score = scored(request(talk));

        assertThat(score.propertyNames())
                .containsExactly(
                        "criteria",
                        "categories",
                        "overall",
                        "estimate",
                        "notices",
                        "evidence",
                        "model",
                        "feedback",
                        "analysis",
                        "patientFeeling");
        assertThat(score.path("criteria").size()).isEqualTo(9);
        assertThat(score.path("categories").propertyNames())
                .containsExactlyInAnyOrderElementsOf(WEIGHTS.keySet());
        assertThat(score.path("overall").intValue())
                .isEqualTo(weightedMean(score.path("categories")));
        assertThat(score.at("/estimate/raw").isNumber()).isTrue();
        assertThat(score.at("/model/version").asString()).isNotBlank();
        assertThat(score.at("/model/hash").asString()).isNotBlank();
        assertThat(codes(score)).isSubsetOf("one_sided"); // the lectures of g3 and g4
        assertThat(score.path("evidence")).isNotEmpty().allSatisfy(one -> assertStands(talk, one));
        assertFeedback(talk, score.path("feedback"));
        assertAnalysis(talk, score.path("analysis"));
        assertThat(score.at("/patientFeeling/feeling").asString()).isNotBlank();
        assertThat(score.at("/patientFeeling/why"))
                .isNotEmpty()
                .allSatisfy(why ->
                        assertThat(why.propertyNames())
                                .containsExactly("text", "turn", "start", "end", "quote"));
    }

    private static void assertFeedback(JsonNode talk, JsonNode feedback) {
        assertThat(feedback.propertyNames())
                .containsExactly("summary", "strengths", "improvements");
        assertThat(feedback.path("summary").asString()).isNotBlank();
        assertThat(feedback.path("strengths"))
                .hasSize(3)
                .allSatisfy(one -> {
                    assertThat(WEIGHTS).containsKey(one.path("category").asString());
                    assertThat(one.path("observation").asString()).isNotBlank();
                    assertThat(one.path("examples"))
                            .isNotEmpty()
                            .allSatisfy(example -> assertStands(talk, example));
                });
        assertThat(feedback.path("improvements"))
                .hasSize(3)
                .allSatisfy(one -> {
                    assertThat(one.propertyNames())
                            .containsExactly(
                                    "category",
                                    "observation",
                                    "suggestion",
                                    "example",
                                    "turn",
                                    "start",
                                    "end",
                                    "quote");
                    assertThat(WEIGHTS).containsKey(one.path("category").asString());
                    assertThat(one.path("observation").asString()).isNotBlank();
                    assertThat(one.path("suggestion").asString()).isNotBlank();
                    assertThat(one.path("example").asString())
                            .isNotBlank()
                            .isNotEqualTo(one.path("quote").asString());
                    assertStands(talk, one);
                });
    }

    private static void assertAnalysis(JsonNode talk, JsonNode analysis) {
        assertThat(analysis.path("learnerWords").intValue())
                .isBetween(200, analysis.path("totalWords").intValue() - 1);
        assertThat(analysis.path("speakingTimePercentage").intValue()).isBetween(50, 95);
        assertThat(analysis.path("exchanges").intValue()).isBetween(8, 14);
        assertThat(analysis.path("medicalRelevance").doubleValue()).isBetween(0.6, 1.0);
        assertThat(analysis.path("audioQuality").doubleValue()).isBetween(0.7, 1.0);
        assertThat(analysis.path("keyPhrasesUsed").isArray()).isTrue();
        assertThat(analysis.path("missedOpportunities").isArray()).isTrue();
        assertThat(analysis.path("taskCoverage"))
                .hasSize(5)
                .allSatisfy(one -> {
                    assertThat(one.path("status").asString()).isIn("covered", "partly", "missed");
                    assertThat(one.path("evidence")).allSatisfy(quote -> assertStands(talk, quote));
                });
    }

    @Test
    void givesTheSameBytesForTheSameTalk() throws Exception {
        var request = request(golden("g5-cough-good"));

        assertThat(post(request, service()).body()).isEqualTo(post(request, service()).body());
    }

    @Test
    void countsPlacesInCodePoints() throws Exception {
        var talk =
                typed(
                        "😀 Hello, I'm Ana, the pharmacist. How have you been with your asthma?",
                        "Not great 😀.",
                        "😀😀 I'm sorry to hear that you sleep so badly. What worries you most?",
                        "The steroids.",
                        "I can see why that worries you. 😀 You must take the brown one daily.",
                        "OK.");

        var score = scored(request(talk));

        assertThat(score.path("evidence")).isNotEmpty().allSatisfy(one -> assertStands(talk, one));
        assertFeedback(talk, score.path("feedback"));
    }

    @Test
    void scoresAnEmptyTalkWithoutInventingWords() throws Exception {
        var score = scored(request(typed()));

        assertThat(codes(score)).contains("too_short");
        assertThat(score.path("estimate").isNull()).isTrue();
        assertThat(score.path("overall").intValue()).isZero();
        assertThat(score.path("evidence")).isEmpty();
        assertThat(score.at("/feedback/strengths")).isEmpty();
        assertThat(score.at("/feedback/improvements")).isEmpty();
        assertThat(score.at("/feedback/summary").asString()).contains("too brief");
        assertThat(score.at("/analysis/totalWords").intValue()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Hello", "?", "um", "No.", "\u4f60\u597d", "123", "\u0000 hello"})
    void scoresAWordOrTwo(String text) throws Exception {
        var talk = typed(text, "Hello.");

        var score = scored(request(talk));

        assertThat(codes(score)).contains("too_short");
        assertThat(score.path("estimate").isNull()).isTrue();
        if (!text.equals("?")) {
            assertFeedback(talk, score.path("feedback"));
        }
    }

    /** Catalogue 9.9: fewer than 50 words, 3 exchanges or, where it was spoken, 120 seconds. */
    @ParameterizedTest
    @CsvSource({
        "49, 3, false,   0, true",
        "50, 3, false,   0, false",
        "50, 2, false,   0, true",
        "50, 3, true,  119, true",
        "50, 3, true,  120, false",
        "50, 3, false,  10, false",
    })
    void saysThatATalkWasTooShort(
            int words, int exchanges, boolean spoken, int seconds, boolean tooShort)
            throws Exception {
        var lines = new String[2 * exchanges];
        for (int i = 0; i < exchanges; i++) {
            int first = words / exchanges;
            int size = i == 0 ? words - first * (exchanges - 1) : first;
            lines[2 * i] = String.join(" ", DISTINCT.subList(0, size));
            lines[2 * i + 1] = "Yes, it hurts.";
        }
        var request = request(typed(lines));
        request.put("spoken", spoken).put("durationSeconds", seconds);

        var score = scored(request);

        assertThat(codes(score).contains("too_short")).isEqualTo(tooShort);
        assertThat(score.path("estimate").isNull()).isEqualTo(words < 50);
        assertThat(codes(score).contains("typed")).isEqualTo(!spoken);
    }

    /** Catalogue 9.9: quality below 0.7; 19 dB without clipping is 0.7. */
    @ParameterizedTest
    @CsvSource({"18.9, 0, true", "19, 0, false", "30, 0.01, true", "30, 0.005, false"})
    void saysThatTheSoundWasPoor(double snr, double clipped, boolean poor) throws Exception {
        var talk = golden(G1);
        ((ObjectNode) talk.path("audio_quality")).put("snr_db", snr).put("clipped_ratio", clipped);

        assertThat(codes(scored(request(talk))).contains("poor_audio")).isEqualTo(poor);
    }

    @Test
    void saysThatOneSideDidTheTalking() throws Exception {
        var long1 = "Please tell me more about your breathing and about the inhalers. ".repeat(12);

        assertThat(codes(scored(request(typed(long1, "Yes.", long1, "No.", long1, "Fine.")))))
                .contains("one_sided");
        assertThat(codes(scored(request(typed("Yes?", long1, "So?", long1, "And then?", long1)))))
                .contains("one_sided");
        assertThat(codes(scored(request(golden(G1))))).doesNotContain("one_sided");
    }

    @Test
    void saysThatATalkWentAstray() throws Exception {
        var score =
                scored(
                        request(
                                typed(
                                        "Did you watch the football on television last Saturday?",
                                        "I see.",
                                        "The goalkeeper dropped the ball, and the referee whistled.",
                                        "Right.",
                                        "My neighbours shouted from their balcony until midnight.",
                                        "Well.")));

        assertThat(codes(score)).contains("off_topic");
        assertThat(score.at("/analysis/medicalRelevance").doubleValue()).isLessThan(0.6);
    }

    @Test
    void scoresWithoutACardThatNobodyKnows() throws Exception {
        var request = request(golden(G1)).put("scenarioId", LOST.toString());

        var score = scored(request);

        assertThat(codes(score)).containsExactly("unknown_scenario");
        assertThat(score.at("/analysis/taskCoverage")).isEmpty();
        assertFeedback(request.path("transcript"), score.path("feedback"));
    }

    @Test
    void waitsForACardThatCannotBeFetchedNow() throws Exception {
        var answer = post(request(golden(G1)).put("scenarioId", BROKEN.toString()), service());

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(JSON.readTree(answer.body()).at("/error/code").asString())
                .isEqualTo("GATEWAY_001");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    profession      |        | profession
                    transcript      |        | transcript
                    transcript      | "talk" | transcript
                    transcript      | []     | transcript
                    transcript      | {}     | transcript
                    transcript      | {"format": "oet-golden/1", "turns": [{"i": 1}]} | transcript
                    durationSeconds | -1     | durationSeconds
                    durationSeconds | 1e9    | durationSeconds
                    durationSeconds | "long" | durationSeconds
                    scenarioId      | "x"    | scenarioId
                    scenarioVersion | 0      | scenarioVersion
                    spoken          | "yes"  | spoken
                    """)
    void namesTheFieldThatIsWrong(String member, @Nullable String value, String field)
            throws Exception {
        var request = request(golden(G1));
        if (value == null) {
            request.remove(member);
        } else {
            request.set(member, JSON.readTree(value));
        }

        var answer = post(request, service());

        assertThat(answer.statusCode()).isEqualTo(400);
        var error = JSON.readTree(answer.body()).path("error");
        assertThat(error.path("code").asString()).isEqualTo("VAL001");
        assertThat(error.at("/details/fields/0/field").asString()).isEqualTo(field);
        assertThat(error.at("/details/fields/0/message").asString()).isNotBlank();
    }

    @Test
    void saysWhichTurnCannotBeRead() throws Exception {
        var talk = golden(G1);
        ((ObjectNode) talk.path("turns").get(2)).put("speaker", "nurse");

        var answer = post(request(talk), service());

        assertThat(JSON.readTree(answer.body()).at("/error/details/fields/0/message").asString())
                .isEqualTo("The member turns[2].speaker must be \"candidate\" or \"patient\".");
    }

    @Test
    void refusesABodyThatIsNoJson() throws Exception {
        var answer = postText("{nonsense", service());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).at("/error/details/fields/0/field").asString())
                .isEqualTo("body");
    }

    @Test
    void answersServicesOnly() throws Exception {
        var request = request(golden(G1));

        assertThat(post(request, null).statusCode()).isEqualTo(401);
        assertThat(post(request, "Bearer nonsense").statusCode()).isEqualTo(401);
        assertThat(post(request, TestTokens.user(UUID.randomUUID()).bearer()).statusCode())
                .isEqualTo(401);
        assertThat(
                        post(request, TestTokens.service("session-service", "user-service"))
                                .statusCode())
                .isEqualTo(401);
    }

    /** A golden file with the turns numbered from 1, as the stream numbers them. */
    private static ObjectNode golden(String id) throws IOException {
        var talk = (ObjectNode) JSON.readTree(Files.readString(GOLDEN.resolve(id + ".json")));
        for (var turn : talk.path("turns")) {
            ((ObjectNode) turn).put("i", turn.path("i").intValue() + 1);
        }
        return talk;
    }

    private static ObjectNode typed(String... lines) {
        var talk = JSON.createObjectNode();
        talk.put("format", "oet-golden/1").put("id", "typed");
        talk.put("scenario_id", "pha-02-inhalers").put("spoken", false);
        var turns = talk.putArray("turns");
        for (int i = 0; i < lines.length; i++) {
            turns.addObject()
                    .put("i", i + 1)
                    .put("speaker", i % 2 == 0 ? "candidate" : "patient")
                    .put("start", 5.0 * i)
                    .put("end", 5.0 * i + (i % 2 == 0 ? 0 : 3)) // a typed turn takes no time
                    .put("text", lines[i]);
        }
        return talk;
    }

    /** What session-service sends. */
    private static ObjectNode request(ObjectNode talk) {
        boolean spoken = talk.path("spoken").asBoolean(true);
        var request = JSON.createObjectNode();
        request.put("sessionId", UUID.randomUUID().toString());
        request.put("scenarioId", scenario(talk.path("scenario_id").asString()).toString());
        request.put("scenarioVersion", 1).put("profession", "pharmacist").put("spoken", spoken);
        request.put("durationSeconds", 300);
        request.set("transcript", talk);
        return request;
    }

    private static UUID scenario(String code) {
        return UUID.nameUUIDFromBytes(code.getBytes(StandardCharsets.UTF_8));
    }

    private static int weightedMean(JsonNode categories) {
        double sum = 0;
        double all = 0;
        for (var category : categories.properties()) {
            if (category.getValue().isNumber()) {
                int weight = WEIGHTS.getOrDefault(category.getKey(), 0);
                sum += weight * category.getValue().intValue();
                all += weight;
            }
        }
        return (int) Math.floor(sum / all + 0.5 + 1e-9);
    }

    /** The quote is the stretch of a learner's turn that it says it is, to the character. */
    private static void assertStands(JsonNode talk, JsonNode quote) {
        var texts = new HashMap<Integer, String>();
        for (var turn : talk.path("turns")) {
            if (turn.path("speaker").asString().equals("candidate")) {
                texts.put(turn.path("i").intValue(), turn.path("text").asString());
            }
        }
        var text = texts.get(quote.path("turn").intValue());
        assertThat(text).as("the learner's turn of " + quote).isNotNull();
        int start = text.offsetByCodePoints(0, quote.path("start").intValue());
        int end = text.offsetByCodePoints(0, quote.path("end").intValue());

        assertThat(text.substring(start, end))
                .isNotBlank()
                .isEqualTo(quote.path("quote").asString());
    }

    private static List<String> codes(JsonNode score) {
        return score.path("notices").valueStream().map(one -> one.path("code").asString()).toList();
    }

    private static String service() {
        return TestTokens.service("session-service", "ai-service");
    }

    private JsonNode scored(JsonNode request) throws IOException, InterruptedException {
        var answer = post(request, service());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> post(JsonNode request, @Nullable String token)
            throws IOException, InterruptedException {
        return postText(JSON.writeValueAsString(request), token);
    }

    private HttpResponse<String> postText(String body, @Nullable String token)
            throws IOException, InterruptedException {
        var address = URI.create("http://localhost:" + port + "/internal/ai/score");
        var request =
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", token);
        }
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
