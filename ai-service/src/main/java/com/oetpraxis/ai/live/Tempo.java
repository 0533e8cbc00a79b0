package com.oetpraxis.ai.live;

import com.oetpraxis.ai.card.Card;
import com.oetpraxis.ai.patient.Emotion;

/**
 * How fast a patient speaks: by the card's pace and age, quicker when stirred up, slower when cast
 * down.
 */
final class Tempo {

    private static final int OLD = 75;

    private Tempo() {}

    /** 1 is the voice's own pace; between 0.75 and 1.25, in hundredths. */
    static double of(Card.Persona persona, Emotion emotion) {
        var voice = persona.voice();
        double tempo =
                switch (String.valueOf(voice == null ? null : voice.pace())) {
                    case "slow" -> 0.9;
                    case "fast" -> 1.1;
                    default -> 1;
                };
        if (persona.age() >= OLD) {
            tempo -= 0.05;
        }
        tempo +=
                switch (emotion) {
                    case DEFENSIVE -> 0.10;
                    case ANXIOUS -> 0.06;
                    case UPSET -> -0.10;
                    case CALM, REASSURED -> 0;
                };
        return Math.round(Math.clamp(tempo, 0.75, 1.25) * 100) / 100.0;
    }
}
