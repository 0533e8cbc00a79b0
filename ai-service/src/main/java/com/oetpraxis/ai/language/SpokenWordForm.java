package com.oetpraxis.ai.language;

import com.oetpraxis.ai.transcript.TimedWord;
import org.jspecify.annotations.Nullable;

/**
 * One word of a turn and what it is.
 *
 * @param term its one spelling
 * @param start first character in the turn, in UTF-16 units
 * @param end one past the last character
 * @param filler a sound of hesitation
 * @param repeated said again at once, or begun and left
 * @param name part of somebody's name
 * @param after the punctuation mark before the next word, or a space
 * @param timed when and how clearly it was heard; null where that is not known
 */
public record SpokenWordForm(
        String surface,
        String term,
        int start,
        int end,
        boolean filler,
        boolean repeated,
        boolean name,
        char after,
        @Nullable TimedWord timed) {

    /** Whether it counts as a word of the talk. */
    public boolean counts() {
        return !filler && !repeated;
    }

    /** Whether it was not heard surely enough to be judged. */
    boolean isUnsure() {
        var confidence = timed == null ? null : timed.confidence();
        return confidence != null && confidence < Clarity.UNCLEAR;
    }

    boolean endsSentence() {
        return after == '.' || after == '?' || after == '!' || after == ';' || after == '\u2026';
    }
}
