package com.oetpraxis.realtime.turntaking;

import org.jspecify.annotations.Nullable;

/**
 * One recognised word of an utterance.
 *
 * @param start seconds; of a stored turn on the session's clock
 * @param end seconds, not before {@code start}
 * @param confidence 0 to 1, or null where the recogniser gives none
 * @param source who recognised it: {@code client} or the recogniser's name
 */
public record Word(
        String word, double start, double end, @Nullable Double confidence, String source) {

    /** The same word, said so much later. */
    public Word shifted(double seconds) {
        return new Word(word, start + seconds, end + seconds, confidence, source);
    }
}
