package com.oetpraxis.ai.speech;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was understood of a stretch of speech.
 *
 * @param text as written, with punctuation; empty if nothing was said
 * @param confidence the mean of the words', 0 to 1; null if there is no word
 */
public record Recognition(String text, @Nullable Double confidence, List<RecognisedWord> words) {

    public static final Recognition NOTHING = new Recognition("", null, List.of());

    public Recognition {
        words = List.copyOf(words);
    }
}
