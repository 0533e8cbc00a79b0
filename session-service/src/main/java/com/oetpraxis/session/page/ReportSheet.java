package com.oetpraxis.session.page;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands on the page of a report.
 *
 * @param date of the session's end
 * @param seconds active
 * @param scored false for a report that says why there is no score
 * @param overall 0 to 100
 * @param review null unless people have decided
 * @param transcript empty where it is not shown
 * @param footnote what made the report
 * @param shared whether others than the learner read it
 */
public record ReportSheet(
        String title,
        Instant date,
        int seconds,
        boolean scored,
        String summary,
        @Nullable Integer overall,
        @Nullable Estimate estimate,
        List<Mark> categories,
        List<Mark> criteria,
        List<String> notices,
        List<Praise> strengths,
        List<Advice> improvements,
        List<Task> tasks,
        @Nullable Feeling feeling,
        List<Point> earlier,
        @Nullable Decision review,
        List<Line> transcript,
        String footnote,
        boolean shared) {

    /**
     * On the scale from 0 to 500.
     *
     * @param low and {@code high}: where two of three such results would lie
     */
    public record Estimate(int value, int low, int high) {}

    /**
     * A mark out of the highest possible.
     *
     * @param code the API's name
     * @param value null where it was not assessed
     */
    public record Mark(String code, @Nullable BigDecimal value, int highest) {}

    /** What went well; quotes are left out of shared pages. */
    public record Praise(@Nullable String category, String observation, List<String> quotes) {}

    /** What to work on; quote and better wording are left out of shared pages. */
    public record Advice(
            @Nullable String category,
            String observation,
            @Nullable String suggestion,
            @Nullable String quote,
            @Nullable String better) {}

    /**
     * A task of the card.
     *
     * @param status {@code covered}, {@code partly} or {@code missed}
     */
    public record Task(String task, String status, List<String> missed) {}

    /** How the patient felt, and why. */
    public record Feeling(String feeling, List<String> why) {}

    /**
     * What people decided.
     *
     * @param estimate on the scale from 0 to 500
     */
    public record Decision(List<Mark> criteria, int estimate, @Nullable String comment) {}

    /** An overall score, 0 to 100, of an earlier session. */
    public record Point(Instant date, int score) {}

    /**
     * A turn.
     *
     * @param atMs on the session's clock
     */
    public record Line(boolean learner, String text, int atMs, List<Note> notes) {}

    /**
     * A judgement on a part of a turn's text.
     *
     * @param start counts Unicode code points
     * @param end exclusive
     */
    public record Note(String criterion, String measure, boolean credit, int start, int end) {}
}
