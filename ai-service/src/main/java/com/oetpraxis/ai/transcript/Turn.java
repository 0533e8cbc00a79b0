package com.oetpraxis.ai.transcript;

import com.oetpraxis.ai.patient.Matched;
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
 * @param matched of a learner's turn, what the patient understood; null where nobody stored it
 */
public record Turn(
        int index,
        Speaker speaker,
        @Nullable Double start,
        @Nullable Double end,
        String text,
        List<TimedWord> words,
        @Nullable Matched matched) {

    public Turn {
        words = List.copyOf(words);
    }

    public Turn(
            int index,
            Speaker speaker,
            @Nullable Double start,
            @Nullable Double end,
            String text,
            List<TimedWord> words) {
        this(index, speaker, start, end, text, words, null);
    }

    Turn understood(@Nullable Matched as) {
        return new Turn(index, speaker, start, end, text, words, as);
    }

    public boolean isLearner() {
        return speaker == Speaker.LEARNER;
    }
}
