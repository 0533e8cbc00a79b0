package com.oetpraxis.ai.transcript;

import org.jspecify.annotations.Nullable;

/**
 * A word as a recogniser heard it.
 *
 * @param word without punctuation
 * @param start seconds from the start of the talk
 * @param end seconds, not before the start
 * @param confidence the recogniser's own, 0 to 1; null where it gave none
 */
public record TimedWord(String word, double start, double end, @Nullable Double confidence) {

    /** Seconds. */
    public double duration() {
        return end - start;
    }
}
