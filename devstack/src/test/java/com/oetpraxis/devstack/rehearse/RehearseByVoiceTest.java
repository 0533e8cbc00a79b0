package com.oetpraxis.devstack.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

@Timeout(30)
class RehearseByVoiceTest {

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
    void printsWhatWasSaidAndTheReportWhenThePatientHasEndedTheTalk() {
        suite.stream(stream -> {
            stream.hear("session_start");
            stream.say("{\"type\":\"session_ready\",\"recogniser\":\"stand-in\"}");
            stream.hear("binary");
            stream.say("{\"type\":\"guidance\",\"issue\":\"confirm_end\",\"message\":\"?\"}");
            stream.say("{\"type\":\"session_completed\"}");
            stream.close(1000);
        });
        suite.answer(
                "GET /v1/sessions/s/transcript",
                200,
                """
                {"turns":[
                  {"speaker":"learner","text":"Good morning.","interrupted":false},
                  {"speaker":"patient","text":"They're hot and","interrupted":true},
                  {"speaker":"patient","text":"","interrupted":true}]}
                """);

        byVoice(null).play("Bandages", new Talker());

        assertThat(terminal.shown())
                .contains("You are the nurse.")
                .contains("The patient has taken leave")
                .contains("  learner: Good morning.\n")
                .contains("  patient: They're hot and [interrupted]\n")
                .contains("  patient: [interrupted before a word was heard]\n")
                .contains("71 of 100")
                .doesNotContain("type, too");
    }

    @Test
    void showsWhatWasHeardOfAReplyThatWasInterrupted() {
        suite.stream(stream -> {
            stream.hear("session_start");
            stream.say("{\"type\":\"session_ready\",\"recogniser\":\"stand-in\"}");
            stream.say("{\"type\":\"response\",\"text\":\"They're\",\"turn\":2,\"final\":false}");
            stream.say("{\"type\":\"interrupted\",\"turn\":2,\"spokenText\":\"They're hot\"}");
            stream.say(
                    "{\"type\":\"response\",\"text\":\"It itches at night.\",\"turn\":4,\"final\":true}");
            stream.say("{\"type\":\"interrupted\",\"turn\":4,\"spokenText\":\"It itches\"}");
            stream.say("{\"type\":\"session_completed\"}");
            stream.close(1000);
        });

        byVoice(null).play("", new Talker());

        assertThat(terminal.shown())
                .contains("Patient: They're hot [interrupted]")
                .contains("Patient: It itches at night.")
                .contains("[You interrupted; heard of it: It itches [interrupted]]");
    }

    @Test
    void sendsWhatIsTypedToo() throws Exception {
        var typed = new CompletableFuture<@Nullable String>();
        suite.stream(stream -> {
            stream.hear("session_start");
            stream.say("{\"type\":\"session_ready\",\"recogniser\":\"stand-in\"}");
            typed.complete(stream.hear("text"));
            stream.hear("stop");
            stream.say("{\"type\":\"session_completed\"}");
            stream.close(1000);
        });
        terminal.type("How is the leg?", "/end");

        byVoice(terminal.lines).play("Bandages", new Talker());

        assertThat(typed.get()).contains("How is the leg?");
        assertThat(terminal.shown()).contains("You can type, too").contains("71 of 100");
    }

    @Test
    void doesNotSpeakOfTypingWhereNobodyTypes() {
        suite.stream(stream -> {
            stream.hear("session_start");
            stream.say("{\"type\":\"session_ready\",\"recogniser\":\"stand-in\"}");
            stream.say(
                    "{\"type\":\"guidance\",\"issue\":\"poor_audio\",\"message\":\"you can also type\"}");
            stream.say("{\"type\":\"session_completed\"}");
            stream.close(1000);
        });

        byVoice(null).play("Bandages", new Talker());

        assertThat(terminal.shown())
                .contains("[The voice in the recording is hard to make out.]")
                .doesNotContain("type");
    }

    private RehearseByVoice byVoice(@Nullable Lines lines) {
        var api = new Api(suite.url(), http, json);
        var rehearsal = new Rehearsal(api, terminal.out, terminal.lines, false);
        return new RehearseByVoice(rehearsal, lines, terminal.out, http, json, new Silence());
    }

    /** Somebody who never stops talking. */
    private static final class Talker implements Microphone {

        @Override
        public int rate() {
            return 16_000;
        }

        @Override
        public byte[] frame() {
            return new byte[640];
        }

        @Override
        public void close() {}
    }

    private static final class Silence implements Speaker {

        @Override
        public void play(byte[] pcm, int rate) {}

        @Override
        public void stop() {}

        @Override
        public void close() {}
    }
}
