package com.oetpraxis.realtime.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamFailureTest extends PracticeStream {

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
    void isNoneOfAClientThatReadsAllItAsksFor() {
        var client = connects(SESSIONS.session()).starts();

        for (int i = 1; i <= 2_000; i++) {
            client.sends("{\"type\":\"ping\"}");
            if (i % 500 == 0) { // a client that leaves 512 unread is let go
                int asked = i;
                await().until(() -> client.all("pong").size() == asked);
            }
        }

        assertThat(client.isOpen()).isTrue();
    }
}
