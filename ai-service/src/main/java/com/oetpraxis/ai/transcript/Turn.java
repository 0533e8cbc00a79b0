package com.oetpraxis.ai.transcript;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One side's uninterrupted utterance.
 *
 * @param index the file's own number, unique in it
 * @param start seconds from the start of the talk; null where it is not known
 * @param end seconds; null where it is not known
 * @param text may be empty
 * @param words empty where the words have no times
 */
public record Turn(
        int index,
        Speaker speaker,
        @Nullable Double start,
        @Nullable Double end,
        String text,
        List<TimedWord> words) {

    public Turn {
        words = List.copyOf(words);
    }

    public boolean isLearner() {
        return speaker == Speaker.LEARNER;
    }
}
