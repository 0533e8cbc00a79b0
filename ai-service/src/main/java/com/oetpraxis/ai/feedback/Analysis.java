package com.oetpraxis.ai.feedback;

import com.oetpraxis.ai.transcript.Quote;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The talk in figures, and what of the card it covered.
 *
 * @param totalWords words of both sides
 * @param speakingTimePercentage the learner's share, by time where turns have times, else by words
 * @param exchanges turns of the learner's with a word in them
 * @param medicalRelevance share of the learner's turns that belong to the scenario, 0 to 1 (GP-06)
 * @param missedOpportunities what a complete talk on this card has and this one has not
 * @param audioQuality 0 to 1 (catalogue 9.9); null where it was not measured
 */
record Analysis(
        int totalWords,
        int learnerWords,
        int speakingTimePercentage,
        int exchanges,
        double medicalRelevance,
        List<String> keyPhrasesUsed,
        List<String> missedOpportunities,
        List<TaskCoverage> taskCoverage,
        @Nullable Double audioQuality) {

    /**
     * One task of the learner's card.
     *
     * @param status {@code covered}, {@code partly} or {@code missed}
     * @param missed what of it was not done
     * @param how words that would have done it in this talk; null where nothing was missed
     * @param evidence where it was done
     */
    record TaskCoverage(
            String task,
            String status,
            List<String> missed,
            @Nullable String how,
            List<Quote> evidence) {}
}
