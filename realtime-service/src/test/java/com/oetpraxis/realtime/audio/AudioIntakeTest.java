package com.oetpraxis.realtime.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class AudioIntakeTest {

    private final AudioIntake intake = new AudioIntake();

    @Test
    void dropsTheOldestBeyondTwoSecondsAndErasesIt() throws AudioFault {
        byte[] first = {1, 2};
        intake.offer(first, null, 100, 0);
        for (int i = 1; i < 20; i++) {
            assertThat(intake.offer(new byte[] {(byte) i, 0}, null, 100, i * 100L)).isZero();
        }

        assertThat(intake.offer(new byte[] {20, 0}, null, 100, 2_000)).isEqualTo(1);

        assertThat(intake.dropped()).isEqualTo(1);
        assertThat(first).containsOnly(0);
        var oldest = intake.poll();
        assertThat(oldest).isNotNull();
        assertThat(oldest.data).startsWith(1);
    }

    @Test
    void takesAudioAtOneAndAHalfTimesItsSpeed() throws AudioFault {
        for (int i = 0; i < 1_000; i++) {
            intake.offer(new byte[2], null, 150, i * 100L);
            intake.poll();
        }

        assertThat(intake.dropped()).isZero();
    }

    @Test
    void refusesMoreThanFifteenSecondsInTen() throws AudioFault {
        for (int i = 0; i < 150; i++) {
            intake.offer(new byte[2], null, 100, 0);
            intake.poll();
        }

        assertThatExceptionOfType(AudioFault.class)
                .isThrownBy(() -> intake.offer(new byte[2], null, 100, 9_899))
                .extracting(AudioFault::code)
                .isEqualTo("AUDIO003");
        assertThat(intake.offer(new byte[2], null, 100, 10_000)).isZero();
    }

    @Test
    void erasesWhatIsLeft() throws AudioFault {
        byte[] frame = {1, 2, 3, 4};
        intake.offer(frame, null, 100, 0);

        intake.close();
        byte[] late = {5, 6};
        intake.offer(late, null, 100, 10);

        assertThat(frame).containsOnly(0);
        assertThat(late).containsOnly(0);
        assertThat(intake.poll()).isNull();
    }
}
