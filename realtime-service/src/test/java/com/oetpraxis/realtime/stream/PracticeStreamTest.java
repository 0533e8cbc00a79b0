package com.oetpraxis.realtime.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.oetpraxis.devstack.testing.TestTokens;
import com.oetpraxis.devstack.testing.WithServices;
import com.oetpraxis.realtime.audio.Sounds;
import com.oetpraxis.realtime.stream.StubSessionService.Session;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "patient.attempt=300ms")
@WithServices
class PracticeStreamTest {

    private static final StubSessionService SESSIONS = new StubSessionService();
    private static final StubPatients PATIENTS = new StubPatients();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Map<String, Object> PCM =
            Map.of("encoding", "pcm_s16le", "sampleRate", 16_000, "channels", 1);

    @LocalServerPort private int port;
    @Autowired private MovableClock clock;
    @Autowired private KafkaTemplate<String, byte[]> kafka;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<TestClient> clients = new ArrayList<>();

    @TestConfiguration
    static class Time {
        @Bean
        @Primary
        MovableClock movableClock() {
            return new MovableClock();
        }
    }

    @DynamicPropertySource
    static void stubs(DynamicPropertyRegistry registry) {
        registry.add("spring.cloud.openfeign.client.config.session-service.url", SESSIONS::url);
        registry.add("patient.instances", PATIENTS::url);
    }

    @BeforeEach
    void reset() {
        PATIENTS.reset();
        SESSIONS.failing(false);
        SESSIONS.release();
        SESSIONS.restart();
    }

    @AfterEach
    void hangUp() {
        clients.forEach(TestClient::close);
        http.close();
    }

    private String token(UUID user) {
        // issued ahead with the clock, which only ever goes forward here
        return TestTokens.user(user)
                .age(Duration.between(clock.instant(), Clock.systemUTC().instant()))
                .token();
    }

    private String url(Session session) {
        return "ws://127.0.0.1:" + port + "/v1/sessions/" + session.id + "/stream";
    }

    private TestClient connects(Session session) {
        return keeps(TestClient.connect(http, url(session) + "?token=" + token(session.user)));
    }

    private TestClient keeps(TestClient client) {
        clients.add(client);
        return client;
    }

    private TestClient startsWithAudio(Session session) {
        var client = connects(session);
        client.sends(Map.of("type", "session_start", "audioFormat", PCM));
        client.next("session_ready");
        return client;
    }

    private HttpResponse<String> post(String path, String authorization) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Authorization", authorization)
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String ticket(Session session) throws Exception {
        var answer =
                post("/v1/sessions/" + session.id + "/ticket", "Bearer " + token(session.user));
        assertThat(answer.statusCode()).isEqualTo(201);
        return JSON.readTree(answer.body()).path("ticket").asString();
    }

    private void publishes(String type, Session session, Map<String, Object> payload)
            throws Exception {
        var record =
                new ProducerRecord<>(
                        "praxis.session", session.id.toString(), JSON.writeValueAsBytes(payload));
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        UUID.randomUUID().toString(),
                        "ce_type",
                        "com.oetpraxis." + type + ".v1",
                        "ce_source",
                        "/session-service",
                        "ce_subject",
                        session.id.toString(),
                        "ce_time",
                        clock.instant().toString())
                .forEach((name, value) ->
                        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        kafka.send(record).get(10, TimeUnit.SECONDS);
    }

    @Nested
    class TheStart {

        @Test
        void tellsEverythingAClientNeeds() {
            var session = SESSIONS.session();
            var client = connects(session);
            client.sends(Map.of("type", "session_start", "clientVersion", "test/1"));

            JsonNode ready = client.next("session_ready");

            assertThat(ready.path("seq").asLong()).isEqualTo(1);
            assertThat(ready.path("sessionId").asString()).isEqualTo(session.id.toString());
            assertThat(ready.path("resumedTurn").asInt()).isZero();
            assertThat(ready.path("timer").path("remainingSeconds").asInt()).isEqualTo(300);
            assertThat(ready.path("limits").path("maxTextLength").asInt()).isEqualTo(4000);
            assertThat(ready.path("limits").path("maxFrameBytes").asInt()).isEqualTo(19_200);
            assertThat(ready.path("limits").path("hardStopSeconds").asInt()).isEqualTo(30);
            assertThat(ready.path("persona").path("age").asInt()).isEqualTo(54);
            assertThat(client.next("state").path("value").asString()).isEqualTo("listening");
            assertThat(client.next("timer").path("level").asString()).isEqualTo("normal");
        }

        @Test
        void takesATicketOnce() throws Exception {
            var session = SESSIONS.session();
            String ticket = ticket(session);

            keeps(TestClient.connect(http, url(session) + "?ticket=" + ticket)).starts();
            var second = keeps(TestClient.connect(http, url(session) + "?ticket=" + ticket));

            second.error("AUTH003");
            second.isClosedWith(4401);
        }

        @Test
        void takesNoTicketOfAnotherSession() throws Exception {
            String ticket = ticket(SESSIONS.session());

            var client =
                    keeps(TestClient.connect(http, url(SESSIONS.session()) + "?ticket=" + ticket));

            client.error("AUTH003");
            client.isClosedWith(4401);
        }

        @Test
        void takesATokenAsSubprotocol() {
            var session = SESSIONS.session();

            var client =
                    keeps(
                            TestClient.connectWith(
                                    http, url(session), List.of("bearer", token(session.user))));

            client.starts();
            assertThat(client.subprotocol()).isEqualTo("bearer");
        }

        @Test
        void refusesToConnectWithoutAToken() {
            var client = keeps(TestClient.connect(http, url(SESSIONS.session())));

            client.error("AUTH001");
            client.isClosedWith(4401);
        }

        @Test
        void refusesAnExpiredToken() {
            var session = SESSIONS.session();
            String old = TestTokens.user(session.user).age(Duration.ofHours(1)).token();

            var client = keeps(TestClient.connect(http, url(session) + "?token=" + old));

            client.error("AUTH002");
            client.isClosedWith(4401);
        }

        @Test
        void refusesAForgedToken() {
            var session = SESSIONS.session();

            var client = keeps(TestClient.connect(http, url(session) + "?token=x.y.z"));

            client.error("AUTH003");
            client.isClosedWith(4401);
        }

        @Test
        void doesNotShowSomebodyElsesSession() {
            var session = SESSIONS.session();
            String foreign = token(UUID.randomUUID());

            var client = keeps(TestClient.connect(http, url(session) + "?token=" + foreign));

            client.error("RES001");
            client.isClosedWith(4404);
        }

        @ParameterizedTest
        @ValueSource(strings = {"00000000-0000-7000-8000-000000000000", "1", "x-y"})
        void doesNotKnowEverySession(String id) {
            String url = "ws://127.0.0.1:" + port + "/v1/sessions/" + id + "/stream?token=";

            var client = keeps(TestClient.connect(http, url + token(UUID.randomUUID())));

            client.error("RES001");
            client.isClosedWith(4404);
        }

        @Test
        void refusesPagesOfOtherOrigins() {
            var session = SESSIONS.session();
            String url = url(session) + "?token=" + token(session.user);

            var foreign =
                    keeps(TestClient.connect(http, url, Map.of("Origin", "https://evil.test")));
            foreign.error("PER001");
            foreign.isClosedWith(4403);

            keeps(TestClient.connect(http, url, Map.of("Origin", "http://localhost:8000")))
                    .starts();
        }

        @Test
        void refusesAnEndedSessionAndNamesItsReport() {
            var session = SESSIONS.session();
            session.status = "completed";

            var client = connects(session);

            assertThat(client.next("session_completed").path("feedbackReportId").asString())
                    .isEqualTo(session.report.toString());
            client.error("RES002");
            client.isClosedWith(4410);
        }

        @Test
        void acceptsOnlyPingBefore() {
            var client = connects(SESSIONS.session());

            client.types("Hello");
            JsonNode error = client.error("VAL001");
            client.sends(Map.of("type", "ping", "timestamp", 42));

            assertThat(error.path("details").path("fields").path(0).path("field").asString())
                    .isEqualTo("type");
            assertThat(client.next("pong").path("echo").asInt()).isEqualTo(42);
            client.starts();
        }

        @Test
        void keepsWhatIsSentTooEarly() {
            var client = connects(SESSIONS.session());

            client.sends(Map.of("type", "session_start")).types("Good morning.");

            assertThat(client.finalResponse().path("text").asString()).contains("Good morning.");
        }

        @Test
        void happensOnce() {
            var client = connects(SESSIONS.session()).starts();

            client.sends(Map.of("type", "session_start"));

            client.error("VAL001");
            assertThat(client.isOpen()).isTrue();
        }

        @Test
        void waitsForASessionServiceThatIsStarting() {
            var session = SESSIONS.session();
            SESSIONS.kill();
            var client = connects(session);
            client.sends(Map.of("type", "session_start"));

            SESSIONS.restart();

            client.next("session_ready");
        }

        @Test
        void goesOnWithoutAPatientYet() {
            PATIENTS.mayOpen = new CompletableFuture<>();
            var client = connects(SESSIONS.session());

            var ready = client.sends(Map.of("type", "session_start")).next("session_ready");

            assertThat(ready.has("recogniser")).isFalse();
        }

        @Test
        void tellsLaterWhoHearsAndSpeaks() {
            PATIENTS.mayOpen = new CompletableFuture<>();
            PATIENTS.abilities = Map.of("recogniser", "stub-ear");
            var client = connects(SESSIONS.session()).starts();

            PATIENTS.mayOpen.complete(null);

            assertThat(client.next("abilities").path("recogniser").asString())
                    .isEqualTo("stub-ear");
        }
    }

    @Nested
    class TheTicket {

        @Test
        void isForTheOwnerOnly() throws Exception {
            var session = SESSIONS.session();
            String path = "/v1/sessions/" + session.id + "/ticket";

            assertThat(post(path, "Bearer " + token(UUID.randomUUID())).statusCode())
                    .isEqualTo(404);
            assertThat(post(path, "Bearer nonsense").statusCode()).isEqualTo(401);
            assertThat(
                            post(
                                            "/v1/sessions/" + UUID.randomUUID() + "/ticket",
                                            "Bearer " + token(session.user))
                                    .statusCode())
                    .isEqualTo(404);
            assertThat(post("/v1/sessions/17/ticket", "Bearer " + token(session.user)).statusCode())
                    .isEqualTo(404);
        }

        @Test
        void says503WhenSessionServiceIsAway() throws Exception {
            var session = SESSIONS.session();
            SESSIONS.failing(true);

            var answer =
                    post("/v1/sessions/" + session.id + "/ticket", "Bearer " + token(session.user));

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(JSON.readTree(answer.body()).path("error").path("code").asString())
                    .isEqualTo("GATEWAY_001");
        }

        @Test
        void isNotAskedForTwiceWhenSessionServiceSays503() throws Exception {
            var session = SESSIONS.session();
            SESSIONS.failing(true);
            SESSIONS.tokens.clear();

            post("/v1/sessions/" + session.id + "/ticket", "Bearer " + token(session.user));

            assertThat(SESSIONS.tokens).hasSize(1);
        }

        @Test
        void livesForHalfAMinute() throws Exception {
            var session = SESSIONS.session();

            var answer =
                    post("/v1/sessions/" + session.id + "/ticket", "Bearer " + token(session.user));

            JsonNode body = JSON.readTree(answer.body());
            assertThat(body.path("expiresIn").asInt()).isEqualTo(30);
            assertThat(body.path("ticket").asString()).hasSizeGreaterThan(30);
        }
    }

    @Nested
    class ATypedTurn {

        @Test
        void isStoredAcknowledgedAndAnswered() {
            var session = SESSIONS.session();
            var client = connects(session).starts();

            client.types("When did the cough start?");

            JsonNode transcript = client.next("transcript");
            assertThat(transcript.path("speaker").asString()).isEqualTo("learner");
            assertThat(transcript.path("turn").asInt()).isEqualTo(1);
            assertThat(transcript.path("final").asBoolean()).isTrue();
            JsonNode delta = client.next("response");
            assertThat(delta.path("final").asBoolean()).isFalse();
            assertThat(delta.path("text").asString()).isEqualTo("It began on Monday. ");
            JsonNode whole = client.finalResponse();
            assertThat(whole.path("turn").asInt()).isEqualTo(2);
            assertThat(whole.path("speaker").asString()).isEqualTo("patient");
            assertThat(whole.path("text").asString())
                    .isEqualTo("It began on Monday. I heard: When did the cough start?");
            assertThat(client.next("state").path("value").asString()).isEqualTo("listening");
        }

        @Test
        void goesThroughTheStatesInOrder() {
            var client = connects(SESSIONS.session()).starts();

            client.types("Hello.");
            client.finalResponse();
            client.next("state");

            assertThat(client.all("state"))
                    .extracting(m -> m.path("value").asString())
                    .containsExactly("listening", "processing", "speaking", "listening");
        }

        @Test
        void isStoredUnderTheNumberOfItsMessage() {
            var session = SESSIONS.session();
            var client = connects(session).starts();

            client.types("Hello.");
            JsonNode transcript = client.next("transcript");
            JsonNode response = client.finalResponse();

            assertThat(session.turns())
                    .extracting(t -> t.path("seq").asLong())
                    .containsExactly(
                            transcript.path("seq").asLong(), response.path("seq").asLong());
            assertThat(client.messages)
                    .extracting(m -> m.path("seq").asLong())
                    .isSorted()
                    .doesNotHaveDuplicates()
                    .startsWith(1L);
        }

        @Test
        void isStoredWithAllThatIsKnown() {
            var session = SESSIONS.session();
            var client = connects(session).starts();

            client.types("Hello.");
            client.finalResponse();

            JsonNode learner = session.turns().getFirst();
            assertThat(learner.path("speaker").asString()).isEqualTo("learner");
            assertThat(learner.path("source").asString()).isEqualTo("typed");
            assertThat(learner.path("epoch").asInt()).isEqualTo(1);
            JsonNode patient = session.turns().getLast();
            assertThat(patient.path("plannedText")).isEqualTo(patient.path("text"));
            assertThat(patient.path("heardText")).isEqualTo(patient.path("text"));
            assertThat(patient.path("engineVersion").asString()).isEqualTo("stub-1");
            assertThat(patient.path("matched").path("hits").path(0).asString()).isEqualTo("onset");
            assertThat(SESSIONS.tokens).allMatch(t -> t.startsWith("Bearer "));
            assertThat(PATIENTS.tokens).allMatch(t -> t.startsWith("Bearer "));
        }

        @Test
        void carriesTheClientsWords() {
            var session = SESSIONS.session();
            var client = connects(session).starts();

            client.sends(
                    Map.of(
                            "type",
                            "text",
                            "text",
                            "Good morning",
                            "words",
                            List.of(
                                    Map.of(
                                            "word",
                                            "Good",
                                            "start",
                                            0.1,
                                            "end",
                                            0.4,
                                            "confidence",
                                            0.9),
                                    Map.of("word", "morning", "start", 0.5, "end", 1.0))));
            client.next("transcript");

            JsonNode words = session.turns().getFirst().path("words");
            assertThat(words).hasSize(2);
            assertThat(words.path(0).path("source").asString()).isEqualTo("client");
            assertThat(words.path(0).path("confidence").asDouble()).isEqualTo(0.9);
        }

        @Test
        void isHeldUntilItIsStored() {
            var session = SESSIONS.session();
            var client = connects(session).starts();
            SESSIONS.hold();

            client.types("Hello.");
            client.next("state", m -> m.path("value").asString().equals("processing"));
            client.sends(Map.of("type", "stop"));
            client.sends(Map.of("type", "ping"));
            client.next("pong");
            assertThat(client.all("transcript")).isEmpty();
            assertThat(client.all("guidance")).isEmpty();
            SESSIONS.release();

            client.next("transcript");
            client.next("guidance");
        }

        @Test
        void holdsBackNoMoreThanSoMuch() {
            var session = SESSIONS.session();
            var client = connects(session).starts();
            SESSIONS.hold();
            client.types("Hello.");
            client.next("state", m -> m.path("value").asString().equals("processing"));

            for (int i = 0; i < 257; i++) {
                client.sends(Map.of("type", "stop"));
            }

            client.isClosedWith(4429);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{\"type\":\"text\"} | text",
                    "{\"type\":\"text\",\"text\":7} | text",
                    "{\"type\":\"text\",\"text\":\"  \"} | text",
                    "{\"type\":\"text\",\"text\":\"a\",\"words\":{}} | words",
                    "{\"type\":\"text\",\"text\":\"a\",\"words\":[{\"word\":\"a\"}]} | words",
                    "{\"type\":\"text\",\"text\":\"a\",\"words\":[{\"word\":\"a\",\"start\":2,\"end\":1}]} | words",
                    "{\"type\":\"text\",\"text\":\"a\",\"words\":[{\"word\":\"\\u0001\",\"start\":1,\"end\":2}]} | words",
                    "{\"type\":\"stop\",\"confirm\":\"yes\"} | confirm",
                    "{\"type\":\"pause\",\"reason\":\"lunch\"} | reason",
                    "{\"type\":\"subscribe\",\"events\":[\"gossip\"]} | events",
                    "{\"type\":\"subscribe\"} | events",
                    "{\"type\":\"played\",\"turn\":0} | turn",
                    "{\"type\":\"audio\"} | data"
                })
        void namesTheFieldThatIsWrong(String message, String field) {
            var client = connects(SESSIONS.session()).starts();

            client.sends(message);

            JsonNode error = client.error("VAL001");
            assertThat(error.path("details").path("fields").path(0).path("field").asString())
                    .isEqualTo(field);
            assertThat(error.path("retryable").asBoolean()).isFalse();
            client.types("Still here.");
            client.finalResponse();
        }

        @Test
        void hasAtMostFourThousandCharacters() {
            var session = SESSIONS.session();
            var client = connects(session).starts();

            client.types("a".repeat(4001));
            client.error("VAL001");
            client.types("é".repeat(4000));

            client.next("transcript");
            assertThat(session.turns().getFirst().path("text").asString()).hasSize(4000);
        }

        @Test
        void isAnsweredEvenWhenItIsHuge() {
            var client = connects(SESSIONS.session()).starts();

            client.types("a".repeat(1_000_000));

            client.error("VAL001");
            client.types("Hello.");
            client.finalResponse();
        }

        @Test
        void losesItsControlCharacters() {
            var session = SESSIONS.session();
            var client = connects(session).starts();

            client.sends("{\"type\":\"text\",\"text\":\"a\\u0000b\\ud800\"}");
            client.next("transcript");

            assertThat(session.turns().getFirst().path("text").asString()).isEqualTo("a b\uFFFD");
        }

        @Test
        void isRefusedWhenTheyComeTooFast() {
            PATIENTS.answer = _ -> null;
            var client = connects(SESSIONS.session()).starts();

            for (int i = 0; i < 12; i++) {
                client.types("Hello " + i);
            }

            JsonNode error = client.error("RATE_LIMIT_EXCEEDED");
            assertThat(error.path("retryable").asBoolean()).isTrue();
            assertThat(error.path("retryAfter").asInt()).isPositive();
        }

        @Test
        void endsTheStreamOfAClientThatDoesNotStop() {
            PATIENTS.answer = _ -> null;
            var client = connects(SESSIONS.session()).starts();

            for (int i = 0; i < 129; i++) {
                client.types("Hello " + i);
            }

            client.isClosedWith(4429);
        }
    }

    @Nested
    class AMalformedMessage {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{",
                    "[]",
                    "7",
                    "\"text\"",
                    "null",
                    "",
                    "{}",
                    "{\"type\":7}",
                    "{\"type\":\"dance\"}"
                })
        void isRefused(String message) {
            var client = connects(SESSIONS.session()).starts();

            client.sends(message);

            client.error("VAL001");
            assertThat(client.isOpen()).isTrue();
        }

        @Test
        void closesTheThirdTimeWithinAMinute() {
            var client = connects(SESSIONS.session()).starts();

            client.sends("{").sends("{");
            client.error("VAL001");
            client.error("VAL001");
            clock.forward(Duration.ofSeconds(61));
            client.sends("{").sends("nonsense");
            client.error("VAL001");
            client.error("VAL001");
            assertThat(client.isOpen()).isTrue();
            client.sends("{\"type\":\"dance\"}");

            client.error("VAL001");
            client.isClosedWith(4400);
        }

        @Test
        void isExplainedWhileATurnIsBeingStored() {
            var session = SESSIONS.session();
            var client = connects(session).starts();
            SESSIONS.hold();
            client.types("Hello.");
            JsonNode processing =
                    client.next("state", m -> m.path("value").asString().equals("processing"));

            client.sends("{").sends("{").sends("{");

            JsonNode error = client.error("VAL001");
            client.isClosedWith(4400);
            SESSIONS.release();
            assertThat(error.path("seq")).isEqualTo(processing.path("seq"));
            var second = connects(session);
            await().until(() -> session.turns().size() == 1);
            second.sends(Map.of("type", "session_start", "resumeFrom", error.path("seq").asLong()));
            assertThat(second.next("transcript").path("turn").asInt()).isEqualTo(1);
        }
    }

    @Nested
    class Audio {

        private byte[][] scene() {
            return Sounds.frames(
                    Sounds.mix(
                            Sounds.join(
                                    Sounds.silence(400, 16_000),
                                    Sounds.voice(0.4, 1200, 16_000),
                                    Sounds.silence(600, 16_000)),
                            Sounds.noise(0.001, 2200, 16_000, 3)),
                    100,
                    16_000);
        }

        @Test
        void isJudgedAndNotTranscribedOnce() {
            var client = startsWithAudio(SESSIONS.session());

            for (byte[] frame : scene()) {
                client.sendsBytes(frame);
            }
            JsonNode error = client.error("AUDIO004");
            for (byte[] frame : scene()) {
                client.sendsBytes(frame);
            }
            JsonNode quality = client.next("audio_quality");

            assertThat(error.path("retryable").asBoolean()).isFalse();
            assertThat(quality.path("status").asString()).isEqualTo("good");
            assertThat(quality.path("snrDb").asDouble()).isGreaterThan(15);
            assertThat(quality.path("levelDb").asDouble()).isBetween(-35.0, 0.0);
            assertThat(client.all("error")).hasSize(1);
        }

        @Test
        void isTakenAsBase64Too() {
            var client = startsWithAudio(SESSIONS.session());

            int sequence = 0;
            for (byte[] frame : scene()) {
                client.sends(
                        Map.of(
                                "type",
                                "audio",
                                "data",
                                Base64.getEncoder().encodeToString(frame),
                                "sequence",
                                sequence++));
            }

            client.error("AUDIO004");
        }

        @Test
        void endsByHandInManualMode() {
            var client = connects(SESSIONS.session());
            client.sends(
                    Map.of("type", "session_start", "audioFormat", PCM, "turnDetection", "manual"));
            client.next("session_ready");

            for (byte[] frame : scene()) {
                client.sendsBytes(frame);
            }
            client.sends(Map.of("type", "end_of_turn"));

            client.error("AUDIO004");
        }

        @Test
        void leavesTheLearnerTheKeyboard() {
            var client = startsWithAudio(SESSIONS.session());
            for (byte[] frame : scene()) {
                client.sendsBytes(frame);
            }
            client.error("AUDIO004");

            client.types("I will type instead.");

            client.finalResponse();
        }

        @ParameterizedTest
        @CsvSource({"mp3, 16000, 1", "pcm_s16le, 4000, 1", "pcm_s16le, 16000, 2"})
        void mustBeOfAKnownFormat(String encoding, int rate, int channels) {
            var client = connects(SESSIONS.session());

            client.sends(
                    Map.of(
                            "type",
                            "session_start",
                            "audioFormat",
                            Map.of(
                                    "encoding",
                                    encoding,
                                    "sampleRate",
                                    rate,
                                    "channels",
                                    channels)));

            client.error("AUDIO001");
            client.starts();
        }

        @Test
        void mustBeDeclared() {
            var client = connects(SESSIONS.session()).starts();

            client.sendsBytes(new byte[3200]);
            client.error("AUDIO001");
            client.sends(Map.of("type", "audio", "data", "AAAA"));
            client.error("AUDIO001");

            assertThat(client.isOpen()).isTrue();
        }

        @Test
        void mustBeInTheDeclaredFormat() {
            var client = startsWithAudio(SESSIONS.session());

            client.sends(Map.of("type", "audio", "data", "AAAA", "sampleRate", 48_000));

            client.error("AUDIO001");
        }

        @ParameterizedTest
        @ValueSource(ints = {3, 100, 6_402, 20_000, 300_000})
        void mustComeInFrames(int bytes) {
            var client = startsWithAudio(SESSIONS.session());

            client.sendsBytes(new byte[bytes]);

            client.error("AUDIO002");
            client.types("Hello.");
            client.finalResponse();
        }

        @Test
        void mustBeBase64InJson() {
            var client = startsWithAudio(SESSIONS.session());

            client.sends(Map.of("type", "audio", "data", "*** not base64 ***"));

            client.error("AUDIO002");
        }

        @Test
        void mustNotComeFasterThanAllowed() {
            var client = startsWithAudio(SESSIONS.session());

            for (int i = 0; i < 90; i++) {
                client.sendsBytes(new byte[6400]);
            }

            JsonNode error = client.error("AUDIO003");
            assertThat(error.path("retryable").asBoolean()).isTrue();
            client.types("Hello.");
            client.finalResponse();
        }

        @Test
        void ofNothingButSilenceIsTold() {
            var client = startsWithAudio(SESSIONS.session());

            String silence = Base64.getEncoder().encodeToString(new byte[6400]);
            for (int i = 0; i < 55; i++) {
                client.sends(Map.of("type", "audio", "data", silence));
            }

            assertThat(client.next("audio_quality").path("status").asString()).isEqualTo("silent");
            assertThat(client.next("guidance").path("issue").asString()).isEqualTo("no_input");
        }
    }

    @Nested
    class AResumedStream {

        @Test
        void replaysWhatFollowedAndIsFinal() {
            var session = SESSIONS.session();
            var first = connects(session).starts();
            first.types("One?");
            JsonNode transcript = first.next("transcript");
            JsonNode response = first.finalResponse();
            first.drop();

            var second = connects(session);
            second.sends(Map.of("type", "session_start", "resumeFrom", 1));
            JsonNode ready = second.next("session_ready");

            assertThat(ready.path("resumedTurn").asInt()).isEqualTo(2);
            assertThat(second.next("transcript")).isEqualTo(transcript);
            assertThat(second.next("response")).isEqualTo(response);
            assertThat(second.next("state").path("value").asString()).isEqualTo("listening");
            second.next("timer");
            assertThat(second.messages)
                    .extracting(m -> m.path("seq").asLong())
                    .isSorted()
                    .doesNotHaveDuplicates()
                    .allMatch(seq -> seq > 1);
        }

        @Test
        void replaysNothingThatWasSeen() {
            var session = SESSIONS.session();
            var first = connects(session).starts();
            first.types("One?");
            long seen = first.finalResponse().path("seq").asLong();
            first.drop();

            var second = connects(session);
            second.sends(Map.of("type", "session_start", "resumeFrom", seen));
            second.next("timer");
            second.types("Two?");
            JsonNode transcript = second.next("transcript");

            assertThat(transcript.path("turn").asInt()).isEqualTo(3);
            assertThat(second.all("transcript")).hasSize(1);
        }

        @Test
        void standsStillMeanwhileAndGoesOnByItself() {
            var session = SESSIONS.session();
            connects(session).starts().drop();
            await().untilAsserted(() -> assertThat(session.calls).contains("POST pause system"));

            var second = connects(session);
            second.sends(Map.of("type", "session_start", "resumeFrom", 3));

            assertThat(second.next("state").path("value").asString()).isEqualTo("listening");
            await().untilAsserted(() -> assertThat(session.paused).isFalse());
        }

        @Test
        void goesOnByItselfAfterAReconnectThatFailed() {
            var session = SESSIONS.session();
            connects(session).starts().drop();
            await().untilAsserted(() -> assertThat(session.paused).isTrue());
            SESSIONS.refusing(true);
            var refused = connects(session);
            refused.sends(Map.of("type", "session_start", "resumeFrom", 3));
            refused.isClosedWith(1011);
            SESSIONS.refusing(false);

            var third = connects(session);
            third.sends(Map.of("type", "session_start", "resumeFrom", 3));

            assertThat(third.next("state").path("value").asString()).isEqualTo("listening");
            await().untilAsserted(() -> assertThat(session.paused).isFalse());
        }

        @Test
        void staysPausedWhenTheLearnerHadPausedIt() {
            var session = SESSIONS.session();
            var first = connects(session).starts();
            first.sends(Map.of("type", "pause", "reason", "tab_hidden"));
            first.next("state", m -> m.path("value").asString().equals("paused"));
            await().untilAsserted(() -> assertThat(session.paused).isTrue());
            first.drop();

            var second = connects(session);
            second.sends(Map.of("type", "session_start", "resumeFrom", 3));

            assertThat(second.next("state").path("value").asString()).isEqualTo("paused");
        }

        @Test
        void asksForTheReplyThatNeverCame() {
            PATIENTS.answer = _ -> null;
            var session = SESSIONS.session();
            var first = connects(session).starts();
            first.types("One?");
            first.next("transcript");
            first.drop();
            PATIENTS.reset();

            var second = connects(session);
            second.sends(Map.of("type", "session_start", "resumeFrom", 99));

            assertThat(second.finalResponse().path("turn").asInt()).isEqualTo(2);
            assertThat(session.turns()).hasSize(2);
        }

        @ParameterizedTest
        @ValueSource(strings = {"-1", "\"3\"", "1.5", "99999999999999999999"})
        void mustNameANumber(String resumeFrom) {
            var client = connects(SESSIONS.session());

            client.sends("{\"type\":\"session_start\",\"resumeFrom\":" + resumeFrom + "}");

            client.error("VAL001");
        }
    }

    @Nested
    class ASecondConnection {

        @Test
        void closesTheFirst() {
            var session = SESSIONS.session();
            var first = connects(session).starts();

            var second = connects(session).starts();

            first.isClosedWith(4409);
            second.types("Hello.");
            second.finalResponse();
            assertThat(session.calls).doesNotContain("POST pause system");
        }

        @Test
        void closesTheFirstAtAnotherInstance() {
            var session = SESSIONS.session();
            var first = connects(session).starts();
            session.epoch++; // another instance has connected

            first.types("Hello.");

            first.isClosedWith(4409);
            assertThat(session.turns()).isEmpty();
        }
    }

    @Nested
    class TheEnd {

        @Test
        void takesTwoSteps() {
            var session = SESSIONS.session();
            var client = connects(session).starts();
            client.types("Hello.");
            client.finalResponse();

            client.sends(Map.of("type", "stop"));
            JsonNode guidance = client.next("guidance");
            client.sends(Map.of("type", "stop", "confirm", true));

            assertThat(guidance.path("issue").asString()).isEqualTo("confirm_end");
            assertThat(guidance.path("actions"))
                    .extracting(JsonNode::asString)
                    .containsExactly("confirm", "continue");
            assertThat(client.next("state").path("value").asString()).isEqualTo("ended");
            JsonNode completed = client.next("session_completed");
            assertThat(completed.path("feedbackReportId").asString())
                    .isEqualTo(session.report.toString());
            assertThat(completed.path("duration").asInt()).isEqualTo(12);
            assertThat(completed.path("feedbackStatus").asString()).isEqualTo("generating");
            client.isClosedWith(1000);
        }

        @Test
        void comesWhenTheSessionIsCompletedByRest() throws Exception {
            var session = SESSIONS.session();
            var client = connects(session).starts();

            publishes(
                    "session.completed",
                    session,
                    Map.of(
                            "sessionId", session.id,
                            "userId", session.user,
                            "reportId", session.report,
                            "durationSeconds", 77));

            JsonNode completed = client.next("session_completed");
            assertThat(completed.path("duration").asInt()).isEqualTo(77);
            client.isClosedWith(1000);
        }

        @Test
        void comesWhenTheSessionIsCancelled() throws Exception {
            var session = SESSIONS.session();
            var client = connects(session).starts();

            publishes("session.cancelled", session, Map.of("sessionId", session.id));

            client.error("RES002");
            client.isClosedWith(4410);
        }

        @Test
        void isSeenInARefusedTurn() {
            var session = SESSIONS.session();
            var client = connects(session).starts();
            session.status = "cancelled";

            client.types("Hello.");

            client.error("RES002");
            client.isClosedWith(4410);
        }

        @Test
        void comesWithTheTime() {
            var session = SESSIONS.session();
            session.activeSeconds = 299;
            var client = connects(session).starts();
            client.types("One more thing.");
            client.finalResponse();

            clock.forward(Duration.ofSeconds(2));

            assertThat(client.finalResponse().path("text").asString())
                    .isEqualTo("I have to go now.");
            client.next("session_completed");
            client.isClosedWith(1000);
        }
    }

    @Nested
    class TheTime {

        @Test
        void hintsPromptsAndCounts() {
            var client = connects(SESSIONS.session()).starts();
            client.next("timer");

            clock.forward(Duration.ofSeconds(5));
            client.next("prompt");
            clock.forward(Duration.ofSeconds(4));

            JsonNode line = client.finalResponse();
            assertThat(line.path("prompted").asBoolean()).isTrue();
            clock.forward(Duration.ofSeconds(2));
            assertThat(client.next("timer").path("remainingSeconds").asInt()).isBetween(288, 290);
        }

        @Test
        void closesAClientThatDoesNotPing() {
            var client = connects(SESSIONS.session()).starts();
            client.sends(Map.of("type", "pause"));

            clock.forward(Duration.ofSeconds(60));
            client.sends(Map.of("type", "ping"));
            client.next("pong");
            clock.forward(Duration.ofSeconds(60));
            client.sends(Map.of("type", "ping"));
            client.next("pong");
            clock.forward(Duration.ofSeconds(91));

            client.isClosedWith(4408);
        }

        @Test
        void standsStillInAPause() {
            var session = SESSIONS.session();
            var client = connects(session).starts();
            client.next("timer");

            client.sends(Map.of("type", "pause", "reason", "tab_hidden"));
            client.next("state", m -> m.path("value").asString().equals("paused"));
            clock.forward(Duration.ofSeconds(60));
            client.types("Hello.");
            client.error("RES002");
            client.sends(Map.of("type", "resume"));

            client.next("state", m -> m.path("value").asString().equals("listening"));
            assertThat(client.next("timer").path("remainingSeconds").asInt()).isBetween(295, 300);
            await().untilAsserted(() ->
                    assertThat(session.calls).contains("POST pause tab_hidden", "POST resume"));
        }

        @Test
        void standsStillWhenPausedByRest() throws Exception {
            var session = SESSIONS.session();
            var client = connects(session).starts();

            session.paused = true;
            publishes("session.paused", session, Map.of("sessionId", session.id));
            client.next("state", m -> m.path("value").asString().equals("paused"));
            session.paused = false;
            publishes("session.resumed", session, Map.of("sessionId", session.id));

            client.next("state", m -> m.path("value").asString().equals("listening"));
            client.types("Hello.");
            client.finalResponse();
            assertThat(session.calls).doesNotContain("POST pause system", "POST resume");
        }

        @Test
        void isNotStoppedByThePauseItHasLeft() throws Exception {
            var session = SESSIONS.session();
            var client = connects(session).starts();
            client.sends(Map.of("type", "pause", "reason", "user"));
            client.sends(Map.of("type", "resume"));
            await().untilAsserted(() -> assertThat(session.calls).contains("POST resume"));
            clock.forward(Duration.ofSeconds(6));
            session.calls.clear();

            publishes("session.paused", session, Map.of("sessionId", session.id));

            await().untilAsserted(() -> assertThat(session.calls).contains("GET"));
            client.types("Hello.");
            client.finalResponse();
            assertThat(client.all("error")).isEmpty();
        }

        @Test
        void isNotLetGoOnByTheResumeBeforeItsPause() throws Exception {
            var session = SESSIONS.session();
            var client = connects(session).starts();
            client.sends(Map.of("type", "pause", "reason", "user"));
            client.next("state", m -> m.path("value").asString().equals("paused"));
            await().untilAsserted(() -> assertThat(session.paused).isTrue());
            session.calls.clear();

            publishes("session.resumed", session, Map.of("sessionId", session.id));

            await().untilAsserted(() -> assertThat(session.calls).contains("GET"));
            client.types("Hello.");
            client.error("RES002");
        }
    }

    @Nested
    class AFailure {

        @Test
        void ofSessionServiceLosesNothingAndRepeatsNothing() {
            var session = SESSIONS.session();
            var client = connects(session).starts();
            SESSIONS.kill();
            client.types("Are you in pain?");
            client.next("state", m -> m.path("value").asString().equals("processing"));

            SESSIONS.restart();

            client.next("transcript");
            client.finalResponse();
            client.types("And now?");
            client.finalResponse();
            assertThat(session.turns())
                    .extracting(t -> t.path("turn").asInt())
                    .containsExactly(1, 2, 3, 4);
            assertThat(client.all("response").stream().filter(m -> m.path("final").asBoolean()))
                    .hasSize(2);
        }

        @Test
        void ofThePatientsLineIsHealedWithTheSameTurn() {
            var asked = new java.util.concurrent.atomic.AtomicInteger();
            PATIENTS.answer =
                    message -> {
                        if (message.path("type").asString("").equals("turn")
                                && asked.incrementAndGet() == 1) {
                            PATIENTS.breakLines();
                            return null;
                        }
                        return StubPatients.usual(message);
                    };
            var session = SESSIONS.session();
            var client = connects(session).starts();

            client.types("Are you in pain?");

            assertThat(client.finalResponse().path("turn").asInt()).isEqualTo(2);
            assertThat(PATIENTS.received("open")).hasSize(2);
            assertThat(PATIENTS.received("open").getLast().path("turns")).isEmpty();
            assertThat(session.turns()).hasSize(2);
        }

        @Test
        void ofASilentPatientIsAskedAgainElsewhere() {
            var asked = new java.util.concurrent.atomic.AtomicInteger();
            PATIENTS.answer =
                    message ->
                            message.path("type").asString("").equals("turn")
                                            && asked.incrementAndGet() == 1
                                    ? null
                                    : StubPatients.usual(message);
            var client = connects(SESSIONS.session()).starts();

            client.types("Are you in pain?");

            client.finalResponse();
            assertThat(client.all("response").stream().filter(m -> m.path("final").asBoolean()))
                    .hasSize(1);
        }

        @Test
        void ofTheModelIsToldAndTheTalkGoesOn() {
            PATIENTS.answer =
                    _ ->
                            Map.of(
                                    "type", "error",
                                    "code", "MODEL_UNAVAILABLE",
                                    "message", "no",
                                    "retryable", false);
            var client = connects(SESSIONS.session()).starts();

            client.types("Hello.");
            client.error("MODEL_UNAVAILABLE");
            PATIENTS.answer = StubPatients::usual;
            client.types("Hello again.");

            assertThat(client.finalResponse().path("turn").asInt()).isEqualTo(3);
        }

        @Test
        void toReadEndsInAClosedConnectionNotInLostMemory() {
            // the client asks for so much that what waits for it would grow without end
            var client = connects(SESSIONS.session()).starts();

            for (int i = 0; i < 2_000; i++) {
                client.sends("{\"type\":\"ping\"}");
            }

            client.next("pong");
            assertThat(client.isOpen()).isTrue();
        }
    }

    @Nested
    class WhatIsSent {

        @Test
        void isOnlyWhatTheClientSubscribedTo() {
            var client = connects(SESSIONS.session()).starts();
            client.next("timer");

            client.sends(Map.of("type", "subscribe", "events", List.of("response")));
            client.types("Hello.");
            client.finalResponse();
            client.sends(Map.of("type", "ping"));
            client.next("pong");

            assertThat(client.all("transcript")).isEmpty();
            assertThat(client.all("state")).hasSize(1);
        }

        @Test
        void isGroupedOnRequest() {
            var client = connects(SESSIONS.session());
            client.sends(Map.of("type", "session_start", "batch", true));
            JsonNode batch = client.next("batch");

            assertThat(batch.path("messages").path(0).path("type").asString())
                    .isEqualTo("session_ready");
            assertThat(batch.path("seq")).isEqualTo(batch.path("messages").path(2).path("seq"));
        }
    }
}
