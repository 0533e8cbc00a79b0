package com.oetpraxis.session.feedback;

import org.jspecify.annotations.Nullable;

/**
 * What to work on; the place and the quote are null where no words of the learner show it.
 *
 * @param example a better wording
 * @param start counts Unicode code points of the turn's text
 * @param end exclusive
 */
record Improvement(
        @Nullable String category,
        String observation,
        @Nullable String suggestion,
        @Nullable String example,
        @Nullable Integer turn,
        @Nullable Integer start,
        @Nullable Integer end,
        @Nullable String quote) {

    Improvement withoutQuote() {
        return new Improvement(category, observation, suggestion, example, null, null, null, null);
    }

    /** As one sentence or two. */
    String text() {
        return suggestion == null ? observation : observation + " " + suggestion;
    }
}
