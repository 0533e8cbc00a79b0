package com.oetpraxis.realtime.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VoiceActivityTest {

    private static final int RATE = 16_000;
    private static VoiceActivityDetectors libfvad;

    @BeforeAll
    static void load() {
        libfvad = VoiceActivityDetectors.choose();
    }

    static VoiceActivityDetectors[] detectors() {
        return new VoiceActivityDetectors[] {
            VoiceActivityDetectors.choose(), VoiceActivityDetectors.byEnergy()
        };
    }

    private static short[] scene() {
        return Sounds.mix(
                Sounds.join(
                        Sounds.silence(600, RATE),
                        Sounds.voice(0.4, 1500, RATE),
                        Sounds.silence(700, RATE),
                        Sounds.voice(0.2, 800, RATE),
                        Sounds.silence(900, RATE)),
                Sounds.noise(0.001, 4500, RATE, 7));
    }

    private static String decisions(VoiceActivityDetectors detectors, short[] samples) {
        var marks = new StringBuilder();
        try (var detector = detectors.create()) {
            for (int i = 0; i + 160 <= samples.length; i += 160) {
                marks.append(
                        detector.isSpeech(Arrays.copyOfRange(samples, i, i + 160)) ? '#' : '.');
            }
        }
        return marks.toString();
    }

    @Test
    void usesTheNativeLibraryHere() {
        assertThat(libfvad.name()).isEqualTo("libfvad");
    }

    @Test
    void decidesAsItAlwaysHas() throws Exception {
        try (var frozen =
                VoiceActivityTest.class.getResourceAsStream("/audio/libfvad-decisions.txt")) {
            assertThat(frozen).isNotNull();
            String expected = new String(frozen.readAllBytes(), StandardCharsets.US_ASCII).strip();

            assertThat(decisions(libfvad, scene())).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("detectors")
    void findsTheVoiceAndTheSilence(VoiceActivityDetectors detectors) {
        String marks = decisions(detectors, scene());

        assertThat(share(marks, 0, 60)).isLessThan(0.05);
        assertThat(share(marks, 60, 210)).isGreaterThan(0.8);
        assertThat(share(marks, 240, 280)).isLessThan(0.3);
        assertThat(share(marks, 280, 360)).isGreaterThan(0.8);
        assertThat(share(marks, 400, 450)).isLessThan(0.05);
    }

    @ParameterizedTest
    @MethodSource("detectors")
    void keepsEveryStreamApart(VoiceActivityDetectors detectors) {
        try (var loud = detectors.create();
                var quiet = detectors.create()) {
            short[] voice = Sounds.voice(0.4, 500, RATE);
            boolean heard = false;
            for (int i = 0; i + 160 <= voice.length; i += 160) {
                heard |= loud.isSpeech(Arrays.copyOfRange(voice, i, i + 160));
                assertThat(quiet.isSpeech(new short[160])).isFalse();
            }
            assertThat(heard).isTrue();
        }
    }

    private static double share(String marks, int from, int to) {
        return marks.substring(from, to).chars().filter(c -> c == '#').count()
                / (double) (to - from);
    }
}
