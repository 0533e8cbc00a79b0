package com.oetpraxis.realtime.turntaking;

import org.jspecify.annotations.Nullable;

/**
 * One recognised word of an utterance.
 *
 * @param start seconds from the beginning of the utterance
 * @param end seconds from the beginning of the utterance, not before {@code start}
 * @param confidence 0 to 1, or null where the recogniser gives none
 * @param source who recognised it: {@code client} or the recogniser's name
 */
public record Word(
        String word, double start, double end, @Nullable Double confidence, String source) {}
