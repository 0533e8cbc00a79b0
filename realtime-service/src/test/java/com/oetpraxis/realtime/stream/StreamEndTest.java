package com.oetpraxis.realtime.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class StreamEndTest extends PracticeStream {

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
}
