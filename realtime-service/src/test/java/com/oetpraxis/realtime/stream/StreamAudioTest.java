package com.oetpraxis.realtime.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.realtime.audio.Sounds;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class StreamAudioTest extends PracticeStream {

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
                        Map.of("encoding", encoding, "sampleRate", rate, "channels", channels)));

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
