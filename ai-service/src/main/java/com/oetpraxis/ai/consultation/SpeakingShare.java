package com.oetpraxis.ai.consultation;

import com.oetpraxis.ai.transcript.Transcript;

/** How much of the talk is the learner's (catalogue GP-11): by time where turns have times. */
public final class SpeakingShare {

    private SpeakingShare() {}

    /** 0 to 1; 0 where nobody speaks. */
    public static double of(Transcript transcript) {
        double learner = 0;
        double all = 0;
        boolean timed =
                transcript.turns().stream()
                        .filter(turn -> !turn.text().isBlank())
                        .allMatch(turn -> turn.start() != null && turn.end() != null);
        for (var turn : transcript.turns()) {
            var start = turn.start();
            var end = turn.end();
            double amount =
                    timed && start != null && end != null ? end - start : words(turn.text());
            if (!turn.text().isBlank()) {
                all += amount;
                learner += turn.isLearner() ? amount : 0;
            }
        }
        return all > 0 ? learner / all : 0;
    }

    /** Number of words as they stand, separated by space. */
    public static int words(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+", -1).length;
    }
}
