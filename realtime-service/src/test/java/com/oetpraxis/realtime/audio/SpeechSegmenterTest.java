package com.oetpraxis.realtime.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpeechSegmenterTest {

    private final SpeechSegmenter segmenter = new SpeechSegmenter();

    private List<Heard> takes(int frames, boolean speech) {
        var heard = new ArrayList<Heard>();
        for (int i = 0; i < frames; i++) {
            heard.addAll(segmenter.take(speech));
        }
        return heard;
    }

    @Test
    void isSureAfterAQuarterOfASecond() {
        assertThat(takes(24, true)).isEmpty();
        assertThat(takes(1, true)).containsExactly(new Heard.Speech(250));
    }

    @Test
    void repeatsWhileTheSpeechGoesOn() {
        takes(25, true);

        assertThat(takes(20, true)).containsExactly(new Heard.Speech(350), new Heard.Speech(450));
    }

    @Test
    void tellsWhenItHasStopped() {
        takes(50, true);

        assertThat(takes(10, false)).containsExactly(new Heard.SpeechStopped(80));
    }

    @Test
    void bridgesAMissedFrame() {
        takes(50, true);
        takes(3, false);

        assertThat(takes(30, true)).doesNotHaveAnyElementsOfTypes(Heard.SpeechStopped.class);
    }

    @Test
    void passesOverAClick() {
        takes(20, false);

        assertThat(takes(12, true)).isEmpty();
        assertThat(takes(50, false)).isEmpty();
    }
}
