package com.oetpraxis.realtime.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudioFormatTest {

    @Test
    void holdsTwoHundredMillisecondsAFrame() throws AudioFault {
        assertThat(AudioFormat.of("pcm_s16le", 16_000, 1).maxFrameBytes()).isEqualTo(6_400);
        assertThat(AudioFormat.of("pcm_s16le", 48_000, 1).maxFrameBytes()).isEqualTo(19_200);
    }

    @ParameterizedTest
    @CsvSource({
        "mp3, 16000, 1",
        "PCM_S16LE, 16000, 1",
        "pcm_s16le, 7999, 1",
        "pcm_s16le, 48001, 1",
        "pcm_s16le, 16000, 2",
        "opus, 96000, 1"
    })
    void refusesWhatCannotBeDecoded(String encoding, int rate, int channels) {
        assertThatExceptionOfType(AudioFault.class)
                .isThrownBy(() -> AudioFormat.of(encoding, rate, channels))
                .extracting(AudioFault::code)
                .isEqualTo("AUDIO001");
    }
}
