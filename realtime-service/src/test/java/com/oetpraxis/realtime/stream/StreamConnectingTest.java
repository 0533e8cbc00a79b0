package com.oetpraxis.realtime.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.devstack.testing.TestTokens;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class StreamConnectingTest extends PracticeStream {

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
}
