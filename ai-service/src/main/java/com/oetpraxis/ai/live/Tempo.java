package com.oetpraxis.ai.live;

import com.oetpraxis.ai.card.Band;
import com.oetpraxis.ai.card.Card;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How fast a patient speaks: by the card's pace and age, quicker when stirred up, slower when cast
 * down, the more so the less the learner is trusted.
 */
final class Tempo {

    private static final List<String> STIRRED =
            List.of(
                    "angry",
                    "anxious",
                    "frighten",
                    "scared",
                    "impatient",
                    "irritat",
                    "shaken",
                    "frustrat",
                    "defensive",
                    "panick",
                    "nervous");
    private static final List<String> CAST_DOWN =
            List.of(
                    "sad",
                    "tired",
                    "embarrass",
                    "guilty",
                    "discourag",
                    "lonely",
                    "fed up",
                    "tearful",
                    "overwhelmed",
                    "depress",
                    "ashamed");

    private static final double STIR = 0.10;
    private static final int OLD = 75;

    private Tempo() {}

    /** 1 is the voice's own pace; between 0.75 and 1.25, in hundredths. */
    static double of(Card.Persona persona, Band band) {
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
        double share =
                switch (band) {
                    case GUARDED -> 1;
                    case NEUTRAL -> 0.6;
                    case OPEN -> 0.2;
                };
        tempo += share * STIR * direction(persona.emotionalState());
        return Math.round(Math.clamp(tempo, 0.75, 1.25) * 100) / 100.0;
    }

    /** 1 for stirred up, -1 for cast down, by the state named first; 0 for neither. */
    private static int direction(@Nullable String state) {
        if (state == null) {
            return 0;
        }
        var words = state.toLowerCase(Locale.ROOT);
        int stirred = first(words, STIRRED);
        int down = first(words, CAST_DOWN);
        return Integer.compare(down, stirred);
    }

    private static int first(String text, List<String> words) {
        return words.stream()
                .mapToInt(text::indexOf)
                .filter(at -> at >= 0)
                .min()
                .orElse(Integer.MAX_VALUE);
    }
}
