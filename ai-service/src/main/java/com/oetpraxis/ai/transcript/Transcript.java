package com.oetpraxis.ai.transcript;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A finished talk.
 *
 * @param id what the file calls it
 * @param scenarioId the card's code
 * @param recogniser whose confidences the words carry; {@code generic} where the file names none
 * @param spoken false where the learner typed; null where the file does not say
 * @param durationSeconds length of the talk; null where the file does not say
 * @param turns in the order of the talk
 */
public record Transcript(
        @Nullable String id,
        @Nullable String scenarioId,
        String recogniser,
        @Nullable Boolean spoken,
        AudioQuality audioQuality,
        @Nullable Double durationSeconds,
        List<Turn> turns) {

    public Transcript {
        turns = List.copyOf(turns);
    }

    public List<Turn> learnerTurns() {
        return turns.stream().filter(Turn::isLearner).toList();
    }
}
