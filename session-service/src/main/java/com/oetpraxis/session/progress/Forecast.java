package com.oetpraxis.session.progress;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * When grade B (350) becomes likely if practice goes on as before: the day on which the trend line
 * reaches 350, so that half of the sessions would lie above.
 *
 * @param status {@code reached}, {@code expected}, or why there is no forecast: {@code
 *     too_few_sessions}, {@code no_clear_progress}, {@code too_far}
 * @param target on the scale from 0 to 500
 * @param date the day; null without a forecast
 * @param earliest when the upper end of the line's 80% band reaches 350
 * @param latest when its lower end does; null where that is more than a year away or never
 * @param message the same for people
 */
record Forecast(
        String status,
        int target,
        @Nullable LocalDate date,
        @Nullable LocalDate earliest,
        @Nullable LocalDate latest,
        String message) {

    static final int TARGET = 350;

    private static final int FARTHEST_DAYS = 180;
    private static final int SEARCHED_DAYS = 365;

    /**
     * @param trend null where there are too few sessions
     */
    static Forecast of(@Nullable Trend trend, Instant now) {
        if (trend == null) {
            return without(
                    "too_few_sessions",
                    "A forecast takes at least %d scored sessions over a week or more."
                            .formatted(Trend.FEWEST_SESSIONS));
        }
        var fit = trend.fit();
        // where nothing was practised since, the line is not drawn on
        var known = fit.lastDay();
        if (fit.at(known) - fit.margin(known) >= TARGET) {
            return without(
                    "reached", "Your last sessions lie at B or above. Practise to keep it there.");
        }
        if (fit.slope() - fit.slopeMargin() <= 0) {
            return without(
                    "no_clear_progress",
                    "Your scores differ more from session to session than they rise, so no day can"
                            + " be named yet.");
        }
        var today = Math.max(known, fit.day(now));
        var crossing = Math.max((TARGET - fit.intercept()) / fit.slope(), today);
        if (crossing - today > FARTHEST_DAYS) {
            return without(
                    "too_far",
                    "At this pace B is more than half a year away; more, or other, practice can"
                            + " change that.");
        }
        var earliest = first(fit, today, +1);
        var latest = first(fit, today, -1);
        var day = fit.date(crossing);
        return new Forecast(
                "expected",
                TARGET,
                day,
                earliest == null ? null : fit.date(earliest),
                latest == null ? null : fit.date(latest),
                "If you go on like this, B becomes likely around %s. This is a forecast from practice"
                                .formatted(day)
                        + " estimates, not a promise of a result.");
    }

    /** The first day on which this side of the band has reached the target. */
    private static @Nullable Double first(Trend.Fit fit, double today, int side) {
        for (var ahead = 0; ahead <= SEARCHED_DAYS; ahead++) {
            var day = today + ahead;
            if (fit.at(day) + side * fit.margin(day) >= TARGET) {
                return day;
            }
        }
        return null;
    }

    private static Forecast without(String status, String message) {
        return new Forecast(status, TARGET, null, null, null, message);
    }
}
