package com.oetpraxis.ai.language;

import java.util.List;
import java.util.stream.Stream;

/** All that the learner said in one talk, in order. */
public record LearnerSpeech(List<SpokenText> turns) {

    /** Share of the words that must have times before their timing tells about the whole talk. */
    private static final double ENOUGH = 0.5;

    public LearnerSpeech {
        turns = List.copyOf(turns);
    }

    public Stream<SpokenWordForm> words() {
        return turns.stream().flatMap(turn -> turn.words().stream());
    }

    /** Words of the talk, without hesitation and repeats. */
    public int wordCount() {
        return turns.stream().mapToInt(SpokenText::wordCount).sum();
    }

    /** Whether enough words have times. */
    public boolean hasTimes() {
        long timed = words().filter(word -> word.timed() != null).count();
        return timed > 0 && timed >= ENOUGH * words().count();
    }

    /** Whether enough words have a confidence. */
    public boolean hasConfidences() {
        long known =
                words().filter(
                                word -> {
                                    var timed = word.timed();
                                    return timed != null && timed.confidence() != null;
                                })
                        .count();
        return known > 0 && known >= ENOUGH * words().count();
    }
}
