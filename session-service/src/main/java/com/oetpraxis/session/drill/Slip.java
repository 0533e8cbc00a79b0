package com.oetpraxis.session.drill;

import org.jspecify.annotations.Nullable;

/**
 * Something that a learner said and could say better.
 *
 * @param kind of exercise, such as {@code grammar}
 * @param quote the learner's words
 * @param observation what is wrong with them
 * @param suggestion what to do instead
 * @param example a better wording
 */
public record Slip(
        String kind,
        String quote,
        String observation,
        @Nullable String suggestion,
        @Nullable String example) {}
