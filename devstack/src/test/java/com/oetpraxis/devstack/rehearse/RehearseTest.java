package com.oetpraxis.devstack.rehearse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.http.HttpClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

@Timeout(30)
class RehearseTest {

    private final StandInSuite suite = new StandInSuite();
    private final HttpClient http = Rehearse.client();
    private final JsonMapper json = JsonMapper.shared();
    private Terminal terminal;

    @BeforeEach
    void sitDown() throws Exception {
        terminal = new Terminal();
    }

    @AfterEach
    void close() {
        http.shutdownNow();
        suite.close();
    }

    @Test
    void showsTheReportAtOnceWhenThePatientHasEndedTheTalk() throws Exception {
        suite.stream(stream -> {
            stream.hear("session_start");
            stream.hear("text");
            stream.say(
                    "{\"type\":\"response\",\"text\":\"Goodbye, nurse.\",\"turn\":2,\"final\":true}");
            stream.say(
                    "{\"type\":\"guidance\",\"issue\":\"confirm_end\",\"message\":\"Do you want to end?\"}");
            stream.say("{\"type\":\"session_completed\"}");
            stream.close(1000);
        });
        terminal.type("", "Goodbye.");

        rehearse(false).play("cough");

        assertThat(terminal.shown())
                .contains("Patient: Goodbye, nurse.")
                .contains(
                        "[The patient has taken leave; the talk ends in 10 s unless you say something.]")
                .contains("71 of 100")
                .doesNotContain("Do you want to end?", "was closed", "was lost");
    }

    @Test
    void finishesByItselfWhereTheInputEnds() throws Exception {
        suite.stream(stream -> {
            stream.hear("stop");
            stream.say("{\"type\":\"session_completed\"}");
            stream.close(1000);
        });
        terminal.type("/end");

        rehearse(false).play("cough");

        assertThat(terminal.shown()).contains("71 of 100");
    }

    @Test
    void opensTheStreamOnceTheCardIsRead() throws Exception {
        suite.stream(stream -> {
            stream.hear("stop");
            stream.say("{\"type\":\"session_completed\"}");
        });
        var begun = Thread.ofVirtual().unstarted(() -> rehearse(true).play("bandages"));
        begun.start();
        Awaitility.await().until(() -> terminal.shown().contains("Press Enter"));

        assertThat(terminal.shown())
                .contains("Bandages that itch", "You are the nurse.", "3 minutes");
        assertThat(suite.asked()).noneMatch(call -> call.contains("/ticket"));

        terminal.type("", "/end");
        begun.join();
        assertThat(suite.asked()).anyMatch(call -> call.contains("/ticket"));
        assertThat(terminal.shown()).contains("71 of 100");
    }

    @Test
    void findsACardWhateverTheCaseOfItsWords() throws Exception {
        suite.stream(stream -> {
            stream.hear("stop");
            stream.say("{\"type\":\"session_completed\"}");
        });
        terminal.type("/end");

        rehearse(false).play("ITCH bandages");

        assertThat(suite.asked()).contains("POST /v1/sessions/create {\"scenarioId\":\"2\"}");
    }

    @Test
    void saysWhichCardsThereAreWhereNoneFits() {
        assertThatExceptionOfType(RehearsalException.class)
                .isThrownBy(() -> rehearse(false).play("Appendix"))
                .withMessage(
                        "No card of this profession has \"Appendix\" in its title; there are:"
                                + " Marcus and his cough; Bandages that itch.");
    }

    @Test
    void saysWhoHasNoLimitWhereTheFreeSessionsAreUsedUp() {
        suite.answer(
                "POST /v1/sessions/create",
                403,
                """
                {"error":{"code":"PER001","message":"Used up.",
                          "details":{"reason":"SUBSCRIPTION_REQUIRED"}}}
                """);

        assertThatExceptionOfType(RehearsalException.class)
                .isThrownBy(() -> rehearse(false).play("cough"))
                .withMessageContaining("WHO=paid-nurse")
                .withMessageContaining("make clean-data");
    }

    @Test
    void offersToCancelTheSessionThatIsStillOpen() throws Exception {
        var open =
                """
                {"error":{"code":"RES002","message":"You have an open session.",
                          "details":{"reason":"OTHER_SESSION_OPEN","sessionId":"old"}}}
                """;
        suite.answer("POST /v1/sessions/create", 409, open);
        suite.answer("DELETE /v1/sessions/old", 200, "{}");

        assertThatExceptionOfType(RehearsalException.class)
                .isThrownBy(() -> rehearse(false).play("cough"))
                .withMessage("You have an open session.");
        assertThat(suite.asked()).noneMatch(call -> call.startsWith("DELETE"));

        terminal.type("y");
        assertThatExceptionOfType(RehearsalException.class)
                .isThrownBy(() -> rehearse(true).play("cough"));
        assertThat(suite.asked()).contains("DELETE /v1/sessions/old");
    }

    private Rehearse rehearse(boolean interactive) {
        var api = new Api(suite.url(), http, json);
        var rehearsal = new Rehearsal(api, terminal.out, terminal.lines, interactive);
        return new Rehearse(rehearsal, terminal.lines, terminal.out, http, json);
    }
}
