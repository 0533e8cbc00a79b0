package com.oetpraxis.ai.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.ai.card.Card;
import com.oetpraxis.ai.patient.Emotion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TempoTest {

    @Test
    void speaksAtTheCardsPace() {
        assertThat(tempo("slow", 40, Emotion.CALM)).isEqualTo(0.9);
        assertThat(tempo("medium", 40, Emotion.CALM)).isEqualTo(1);
        assertThat(tempo("fast", 40, Emotion.REASSURED)).isEqualTo(1.1);
        assertThat(tempo(null, 40, Emotion.CALM)).isEqualTo(1);
    }

    @Test
    void isQuickWithAngerAndFearAndSlowWithSadness() {
        assertThat(tempo(null, 40, Emotion.DEFENSIVE)).isEqualTo(1.1);
        assertThat(tempo(null, 40, Emotion.ANXIOUS)).isEqualTo(1.06);
        assertThat(tempo(null, 40, Emotion.UPSET)).isEqualTo(0.9);
    }

    @Test
    void isSlowerWithAge() {
        assertThat(tempo("slow", 79, Emotion.UPSET)).isEqualTo(0.75);
    }

    private static double tempo(@Nullable String pace, int age, Emotion emotion) {
        return Tempo.of(
                new Card.Persona(
                        "Ann Lee",
                        "Ann",
                        "Ms Lee",
                        age,
                        "female",
                        null,
                        null,
                        new Card.Voice(pace)),
                emotion);
    }
}
