package com.oetpraxis.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The practice stream as a client meets it, well behaved or not. */
@SuppressWarnings("NullAway.Init") // set before all tests
class StreamTest {

    private static Learner nurse;

    @BeforeAll
    static void start() {
        Suite.start();
        nurse = Learner.demo("paid-nurse");
    }

    @Test
    void takesUpWhereADropLeftIt() {
        var sessionId = nurse.session(LegUlcer.TITLE);
        var stream = nurse.stream(sessionId);
        stream.say(LegUlcer.LINES.get(0));
        var seen = stream.all().getLast().path("seq").asInt();
        stream.send(Map.of("type", "text", "text", LegUlcer.LINES.get(1)));
        stream.await(m -> PracticeStream.is(m, "transcript") && m.path("final").asBoolean(false));
        stream.drop();

        var again = nurse.connect(sessionId);
        again.send(Map.of("type", "session_start", "resumeFrom", seen));
        again.await("session_ready");
        var replayed =
                again.await(m -> PracticeStream.is(m, "response") && m.path("final").asBoolean());
        assertThat(replayed.path("turn").asInt()).isEqualTo(4);
        assertThat(again.say(LegUlcer.LINES.get(2))).isNotEmpty();
        again.end();
    }

    @Test
    void aSecondConnectionReplacesTheFirst() {
        var sessionId = nurse.session(LegUlcer.TITLE);
        var first = nurse.stream(sessionId);
        var second = nurse.stream(sessionId);

        assertThat(first.closeCode()).isEqualTo(4409);
        assertThat(second.say(LegUlcer.LINES.get(0))).isNotEmpty();
        second.end();
    }

    @Test
    void acceptsATokenInTheSubprotocol() {
        var sessionId = nurse.session(LegUlcer.TITLE);
        var stream =
                PracticeStream.open(
                        "/v1/sessions/" + sessionId + "/stream", "bearer", nurse.token());
        stream.send(Map.of("type", "session_start"));
        stream.await("session_ready");
        stream.end();
    }

    @Test
    void refusesWhoHasNoTokenAndTicketsThatWereUsed() {
        var sessionId = nurse.session(LegUlcer.TITLE);
        var nobody = PracticeStream.open("/v1/sessions/" + sessionId + "/stream");
        assertThat(nobody.closeCode()).isEqualTo(4401);

        var ticket = nurse.post("/v1/sessions/" + sessionId + "/ticket", null).text("ticket");
        var path = "/v1/sessions/" + sessionId + "/stream?ticket=" + ticket;
        var stream = PracticeStream.open(path);
        stream.send(Map.of("type", "session_start"));
        stream.await("session_ready");
        assertThat(PracticeStream.open(path).closeCode()).isEqualTo(4401);
        stream.end();
    }

    @Test
    void toleratesNonsenseButNotAStreamOfIt() {
        var sessionId = nurse.session(LegUlcer.TITLE);
        var stream = nurse.stream(sessionId);
        stream.sendRaw("{not json");
        assertThat(stream.await("error").path("code").asString()).isEqualTo("VAL001");
        stream.send(Map.of("type", "text", "text", ""));
        assertThat(stream.await("error").path("code").asString()).isEqualTo("VAL001");
        assertThat(stream.say(LegUlcer.LINES.get(0))).isNotEmpty();

        for (var i = 0; i < 3; i++) {
            stream.sendRaw("{\"type\":\"dance\"}");
        }
        assertThat(stream.closeCode()).isEqualTo(4400);
        nurse.delete("/v1/sessions/" + sessionId);
    }

    @Test
    void hearsAudioAndJudgesItWithoutARecogniser() {
        var sessionId = nurse.session(LegUlcer.TITLE);
        var stream = nurse.connect(sessionId);
        stream.send(
                Map.of(
                        "type",
                        "session_start",
                        "audioFormat",
                        Map.of("encoding", "pcm_s16le", "sampleRate", 16000, "channels", 1)));
        stream.await("session_ready");
        for (var frame : frames()) {
            stream.sendAudio(frame);
            pace();
        }
        stream.send(
                Map.of(
                        "type",
                        "audio",
                        "data",
                        Base64.getEncoder().encodeToString(new byte[3200])));
        var quality = stream.await("audio_quality");
        assertThat(quality.path("status").asString()).isIn("good", "poor", "silent");
        assertThat(quality.has("advice"))
                .isEqualTo(!quality.path("status").asString().equals("good"));
        assertThat(quality.path("levelDb").asDouble()).isBetween(-100.0, 0.0);
        stream.end();
    }

    @Test
    void endsWhenTheSessionIsCompletedElsewhere() {
        var sessionId = nurse.session(LegUlcer.TITLE);
        var stream = nurse.stream(sessionId);
        stream.say(LegUlcer.LINES.get(0));

        assertThat(nurse.post("/v1/sessions/" + sessionId + "/complete", null).status())
                .isEqualTo(200);
        assertThat(stream.closeCode()).isIn(1000, 4410);
        assertThat(
                        PracticeStream.open(
                                        "/v1/sessions/"
                                                + sessionId
                                                + "/stream?token="
                                                + nurse.token())
                                .closeCode())
                .isEqualTo(4410);
    }

    /** A voice-like tone in bursts: 100 ms frames of 16 kHz PCM, three seconds. */
    private static byte[][] frames() {
        var random = new Random(1);
        var frames = new byte[30][3200];
        for (var f = 0; f < frames.length; f++) {
            var loud = f % 10 < 7;
            for (var i = 0; i < 1600; i++) {
                var t = (f * 1600 + i) / 16000.0;
                var voice = 0.0;
                for (var h = 1; h < 12; h++) {
                    voice += Math.sin(2 * Math.PI * 130 * h * t) / h;
                }
                var sample =
                        (short)
                                ((loud ? 5000 * voice * (0.6 + 0.4 * Math.sin(25 * t)) : 0)
                                        + random.nextGaussian() * 30);
                frames[f][2 * i] = (byte) sample;
                frames[f][2 * i + 1] = (byte) (sample >> 8);
            }
        }
        return frames;
    }

    /** As fast as a microphone gives frames: one each 100 ms. */
    private static void pace() {
        java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
    }
}
