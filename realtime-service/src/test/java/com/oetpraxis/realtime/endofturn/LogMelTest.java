package com.oetpraxis.realtime.endofturn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogMelTest {

    /** A swept tone in syllables, 3 s. */
    static short[] sweep() {
        short[] samples = new short[16_000 * 3];
        for (int i = 0; i < samples.length; i++) {
            double t = i / 16_000.0;
            double tone = Math.sin(2 * Math.PI * (200 * t + 300 * t * t));
            double syllable = 0.5 + 0.4 * Math.sin(2 * Math.PI * 4 * t);
            samples[i] = (short) Math.floor(tone * syllable * 0.3 * 32_767 + 0.5);
        }
        return samples;
    }

    /** Values of the model makers' own computation of the same sound. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, -0.131911",
        "19, 593, 1.387827",
        "20, 622, 0.481757",
        "6, 508, 1.825534",
        "36, 736, 0.882828",
        "9, 590, -0.068984",
        "4, 584, -0.036491",
        "23, 662, 0.235593",
        "33, 654, 0.433144",
        "33, 687, 1.748145",
        "36, 733, 0.895218",
        "29, 683, 0.735938",
        "36, 692, 0.54203"
    })
    void isWhatTheModelWasTaughtOn(int band, int frame, double expected) {
        float[] features = LogMel.of(sweep());

        assertThat((double) features[band * LogMel.FRAMES + frame])
                .isCloseTo(expected, within(2e-4));
    }

    @Test
    void looksAtTheLastEightSecondsOnly() {
        short[] last = sweep();
        short[] long1 = new short[EndOfTurnModel.SAMPLES + last.length];
        short[] long2 = new short[EndOfTurnModel.SAMPLES + last.length];
        System.arraycopy(last, 0, long1, EndOfTurnModel.SAMPLES, last.length);
        System.arraycopy(last, 0, long2, EndOfTurnModel.SAMPLES, last.length);
        java.util.Arrays.fill(long2, 0, last.length, (short) 9_000);

        assertThat(LogMel.of(long1)).isEqualTo(LogMel.of(last)).isEqualTo(LogMel.of(long2));
    }
}
