package com.oetpraxis.realtime.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.oetpraxis.realtime.audio.AudioQuality.Status;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class QualityJudgeTest {

    private static final int RATE = 16_000;

    private final QualityJudge judge = new QualityJudge();

    private void hears(short[] samples, boolean speech) {
        for (int i = 0; i + 160 <= samples.length; i += 160) {
            judge.take(Arrays.copyOfRange(samples, i, i + 160), speech);
        }
    }

    @Test
    void findsAClearVoiceGood() {
        hears(Sounds.noise(0.002, 1000, RATE, 1), false);
        hears(Sounds.tone(300, 0.3, 2000, RATE), true);

        var quality = judge.judge();

        assertThat(quality.status()).isEqualTo(Status.GOOD);
        assertThat(quality.clippedRatio()).isZero();
        assertThat(quality.levelDb()).isCloseTo(-13.5, within(1.0));
        assertThat(quality.advice()).isNull();
    }

    @Test
    void measuresTheSignalAboveTheNoise() {
        hears(Sounds.noise(0.01, 2000, RATE, 2), false);
        hears(Sounds.tone(300, 0.2, 2000, RATE), true);

        var quality = judge.judge();

        // 0.2 / sqrt 2 is -17 dBFS, 0.01 is -40 dBFS
        assertThat(quality.snrDb()).isCloseTo(23, within(1.0));
    }

    @Test
    void findsANoisyRoomPoor() {
        hears(Sounds.noise(0.05, 2000, RATE, 3), false);
        hears(Sounds.tone(300, 0.15, 2000, RATE), true);

        var quality = judge.judge();

        assertThat(quality.status()).isEqualTo(Status.POOR);
        assertThat(quality.advice()).contains("noise");
    }

    @Test
    void findsClippingPoor() {
        hears(Sounds.noise(0.001, 1000, RATE, 4), false);
        short[] clipped = Sounds.tone(300, 1.0, 2000, RATE);
        hears(clipped, true);

        var quality = judge.judge();

        assertThat(quality.clippedRatio()).isGreaterThan(0.01);
        assertThat(quality.status()).isEqualTo(Status.POOR);
        assertThat(quality.advice()).contains("distorted");
    }

    @Test
    void findsAWhisperTooQuiet() {
        hears(Sounds.noise(0.0003, 1000, RATE, 5), false);
        hears(Sounds.tone(300, 0.01, 2000, RATE), true);

        var quality = judge.judge();

        assertThat(quality.status()).isEqualTo(Status.POOR);
        assertThat(quality.advice()).contains("quiet");
    }

    @Test
    void tellsSilence() {
        hears(Sounds.silence(1000, RATE), false);

        var quality = judge.judge();

        assertThat(quality.status()).isEqualTo(Status.SILENT);
        assertThat(quality.snrDb()).isNull();
        assertThat(quality.confidence()).isEqualTo(1);
    }

    @Test
    void isExactlyGoodAtNineteenDecibels() {
        // catalogue 9.9: 19 dB clean is 0.7
        hears(Sounds.tone(300, 0.2 * Math.pow(10, -19.0 / 20), 3000, RATE), false);
        judge.reset();
        hears(Sounds.tone(300, 0.1 * Math.pow(10, -20.0 / 20), 3000, RATE), false);
        hears(Sounds.tone(300, 0.1, 3000, RATE), true);

        assertThat(judge.judge().status()).isEqualTo(Status.GOOD);
    }

    @Test
    void beginsAfreshAfterAReset() {
        hears(Sounds.tone(300, 1.0, 1000, RATE), true);
        judge.reset();
        hears(Sounds.silence(500, RATE), false);

        assertThat(judge.judge().clippedRatio()).isZero();
        assertThat(judge.heardMs()).isEqualTo(500);
    }
}
