package com.oetpraxis.realtime.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResamplerTest {

    private static final double SINE_RMS = 0.5 / Math.sqrt(2);

    private static short[] through(short[] samples, int rate, int frame) {
        var resampler = new Resampler(rate, 16_000);
        short[][] parts = new short[(samples.length + frame - 1) / frame][];
        for (int i = 0; i < parts.length; i++) {
            int end = Math.min(samples.length, (i + 1) * frame);
            parts[i] = resampler.resample(Arrays.copyOfRange(samples, i * frame, end));
        }
        return Sounds.join(parts);
    }

    private static double gainDb(double hertz, int rate) {
        short[] out = through(Sounds.tone(hertz, 0.5, 500, rate), rate, rate / 50);
        double rms = Sounds.rms(out, out.length / 4, out.length * 3 / 4);
        return 20 * Math.log10(Math.max(rms, 1e-9) / SINE_RMS);
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 11_000, 22_000, 24_000, 32_000, 44_000, 48_000})
    void passesSpeechUnchangedInLevel(int rate) {
        double highest = Math.min(rate, 16_000) / 2.0 * 0.85;

        for (double hertz = 100; hertz <= highest; hertz += 250) {
            assertThat(gainDb(hertz, rate)).as("%s Hz", hertz).isEqualTo(0, within(0.5));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {24_000, 32_000, 44_000, 48_000})
    void removesWhatWouldFoldIntoSpeech(int rate) {
        for (double hertz = 8_500; hertz < rate / 2.0; hertz += 500) {
            assertThat(gainDb(hertz, rate)).as("%s Hz", hertz).isLessThan(-60);
        }
    }

    @Test
    void givesTheSameSamplesHoweverTheStreamIsCut() {
        short[] samples = Sounds.voice(0.5, 1000, 48_000);

        assertThat(through(samples, 48_000, 480)).isEqualTo(through(samples, 48_000, 9_600));
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 22_050, 44_100, 48_000})
    void keepsTheLengthButForItsDelay(int rate) {
        short[] out = through(new short[rate], rate, rate / 50);

        assertThat(out.length).isBetween(16_000 - 160, 16_000);
    }

    @Test
    void keepsTheFrequency() {
        short[] out = through(Sounds.tone(1000, 0.5, 1000, 44_000), 44_000, 880);

        int crossings = 0;
        for (int i = 1; i < out.length; i++) {
            crossings += out[i - 1] < 0 && out[i] >= 0 ? 1 : 0;
        }
        assertThat(crossings).isCloseTo(out.length / 16, within(2));
    }

    @Test
    void hasNothingToDoAtSixteenKilohertz() {
        short[] samples = Sounds.voice(0.5, 100, 16_000);

        assertThat(through(samples, 16_000, 320)).isEqualTo(samples);
    }

    @Test
    void doesNotWrapAroundAtFullScale() {
        short[] out = through(Sounds.tone(440, 1.0, 300, 48_000), 48_000, 960);

        for (int i = 100; i < out.length; i++) {
            assertThat(Math.abs(out[i] - out[i - 1])).isLessThan(8_000);
        }
    }
}
