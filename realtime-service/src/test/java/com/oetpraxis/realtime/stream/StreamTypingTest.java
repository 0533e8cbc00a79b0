package com.oetpraxis.realtime.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class StreamTypingTest extends PracticeStream {

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
