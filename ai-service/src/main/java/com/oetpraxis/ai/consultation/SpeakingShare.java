package com.oetpraxis.ai.consultation;

import com.oetpraxis.ai.transcript.Transcript;
import com.oetpraxis.ai.transcript.Turn;

/**
 * How much of the talk is the learner's (catalogue GP-11): by time where the talk was spoken and
 * each turn lasted, else by words. A typed turn ends when it begins, which says nothing of its
 * length.
 */
public final class SpeakingShare {

    private SpeakingShare() {}

    /** 0 to 1; 0 where nobody speaks. */
    public static double of(Transcript transcript) {
        double learner = 0;
        double all = 0;
        boolean timed =
                !Boolean.FALSE.equals(transcript.spoken())
                        && transcript.turns().stream()
                                .filter(turn -> !turn.text().isBlank())
                                .allMatch(SpeakingShare::lasted);
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

    private static boolean lasted(Turn turn) {
        var start = turn.start();
        var end = turn.end();
        return start != null && end != null && end > start;
    }

    /** Number of words as they stand, separated by space. */
    public static int words(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+", -1).length;
    }
}
