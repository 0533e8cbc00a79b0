package com.oetpraxis.session.transcript;

import org.jspecify.annotations.Nullable;

/**
 * A word with its time.
 *
 * @param start seconds on the session's clock
 * @param end seconds, not before the start
 * @param confidence the recogniser's own, 0 to 1
 * @param source {@code client}, or the recogniser's name
 */
public record TurnWord(
        String word,
        double start,
        double end,
        @Nullable Double confidence,
        @Nullable String source) {}
