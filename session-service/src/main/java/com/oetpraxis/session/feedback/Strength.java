package com.oetpraxis.session.feedback;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What went well, with the words it rests on. */
record Strength(@Nullable String category, String observation, List<Quote> examples) {

    Strength {
        examples = List.copyOf(examples);
    }

    /**
     * The learner's own words.
     *
     * @param start counts Unicode code points of the turn's text
     * @param end exclusive
     */
    record Quote(int turn, int start, int end, String quote) {}
}
