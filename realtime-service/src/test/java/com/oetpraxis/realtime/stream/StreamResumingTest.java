package com.oetpraxis.realtime.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class StreamResumingTest extends PracticeStream {

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
}
