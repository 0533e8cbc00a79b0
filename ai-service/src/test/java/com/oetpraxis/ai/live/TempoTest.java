package com.oetpraxis.ai.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.ai.card.Band;
import com.oetpraxis.ai.card.Card;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TempoTest {

    @Test
    void speaksAtTheCardsPace() {
        assertThat(tempo("slow", null, 40, Band.OPEN)).isEqualTo(0.9);
        assertThat(tempo("medium", null, 40, Band.OPEN)).isEqualTo(1);
        assertThat(tempo("fast", null, 40, Band.OPEN)).isEqualTo(1.1);
        assertThat(tempo(null, null, 40, Band.OPEN)).isEqualTo(1);
    }

    @Test
    void isQuickWithAngerAndSlowWithSadnessTheMoreTheLessItTrusts() {
        assertThat(tempo(null, "angry, then guilty", 40, Band.GUARDED)).isEqualTo(1.1);
        assertThat(tempo(null, "angry, then guilty", 40, Band.NEUTRAL)).isEqualTo(1.06);
        assertThat(tempo(null, "angry, then guilty", 40, Band.OPEN)).isEqualTo(1.02);
        assertThat(tempo(null, "embarrassed and fed up", 40, Band.GUARDED)).isEqualTo(0.9);
        assertThat(tempo(null, "relaxed", 40, Band.GUARDED)).isEqualTo(1);
    }

    @Test
    void isSlowerWithAge() {
        assertThat(tempo("slow", "lonely", 79, Band.GUARDED)).isEqualTo(0.75);
    }

    private static double tempo(@Nullable String pace, @Nullable String state, int age, Band band) {
        return Tempo.of(
                new Card.Persona(
                        "Ann Lee",
                        "Ann",
                        "Ms Lee",
                        age,
                        "female",
                        null,
                        state,
                        new Card.Voice(pace)),
                band);
    }
}
