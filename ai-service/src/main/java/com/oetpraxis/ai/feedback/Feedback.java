package com.oetpraxis.ai.feedback;

import com.oetpraxis.ai.transcript.Quote;
import java.util.List;

/**
 * The words of a report. A talk in which the learner says anything has three strengths and three
 * improvements; one without a word has none, since nothing could be quoted.
 */
record Feedback(String summary, List<Strength> strengths, List<Improvement> improvements) {

    /**
     * What went well.
     *
     * @param category the category's name in reports
     */
    record Strength(String category, String observation, List<Quote> examples) {}

    /**
     * What could be better.
     *
     * @param suggestion what to do, and why
     * @param example a better wording of the learner's own line
     */
    record Improvement(
            String category, String observation, String suggestion, String example, Quote quote) {}
}
