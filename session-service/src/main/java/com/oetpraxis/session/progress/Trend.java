package com.oetpraxis.session.progress;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A straight line through a learner's estimates by least squares, over the days of the last 20 of
 * them, with the band in which the line itself lies with 80% confidence. It treats sessions as
 * independent and equally exact, which they are only roughly.
 *
 * @param line one point a session, oldest first
 * @param pointsPerWeek how steep the line is, on the scale from 0 to 500
 * @param lowPerWeek and {@code highPerWeek}: its 80% band
 */
record Trend(
        List<TrendPoint> line,
        double pointsPerWeek,
        double lowPerWeek,
        double highPerWeek,
        @JsonIgnore Fit fit) {

    static final int FEWEST_SESSIONS = 6;
    static final Duration SHORTEST = Duration.ofDays(7);

    private static final int MOST_SESSIONS = 20;
    private static final int DAYS_A_WEEK = 7;
    private static final double DAY = Duration.ofDays(1).toMillis();

    /** Student's t for 90% on one side (80% on both), by degrees of freedom from 1. */
    private static final double[] T = {
        3.078, 1.886, 1.638, 1.533, 1.476, 1.440, 1.415, 1.397, 1.383, 1.372, 1.363, 1.356, 1.350,
        1.345, 1.341, 1.337, 1.333, 1.330
    };

    Trend {
        line = List.copyOf(line);
    }

    /**
     * @param value on the line, 0 to 500
     * @param low and {@code high}: where the line lies with 80% confidence
     */
    record TrendPoint(Instant date, double estimate, double value, double low, double high) {}

    /** Of completed sessions, oldest first; null where too few of them are scored. */
    static @Nullable Trend of(List<PractisedSession> sessions) {
        var scored = sessions.stream().filter(s -> s.estimate() != null).toList();
        var latest = scored.subList(Math.max(0, scored.size() - MOST_SESSIONS), scored.size());
        if (latest.size() < FEWEST_SESSIONS
                || Duration.between(latest.getFirst().endedAt(), latest.getLast().endedAt())
                                .compareTo(SHORTEST)
                        < 0) {
            return null;
        }
        var start = latest.getFirst().endedAt();
        var days = latest.stream().mapToDouble(s -> days(start, s.endedAt())).toArray();
        var values =
                latest.stream().mapToDouble(s -> Objects.requireNonNull(s.estimate())).toArray();
        var fit = Fit.of(start, days, values);
        var line = new ArrayList<TrendPoint>();
        for (var i = 0; i < days.length; i++) {
            var day = days[i];
            line.add(
                    new TrendPoint(
                            latest.get(i).endedAt(),
                            tenth(values[i]),
                            tenth(fit.at(day)),
                            tenth(fit.at(day) - fit.margin(day)),
                            tenth(fit.at(day) + fit.margin(day))));
        }
        var margin = fit.slopeMargin();
        return new Trend(
                line,
                tenth(fit.slope() * DAYS_A_WEEK),
                tenth((fit.slope() - margin) * DAYS_A_WEEK),
                tenth((fit.slope() + margin) * DAYS_A_WEEK),
                fit);
    }

    /**
     * The line.
     *
     * @param slope points a day
     * @param spread standard deviation of the values around the line
     * @param sumOfSquares of the days around their mean
     * @param t by which standard errors are multiplied
     */
    record Fit(
            Instant start,
            double intercept,
            double slope,
            double spread,
            double meanDay,
            double sumOfSquares,
            int count,
            double t,
            double lastDay) {

        static Fit of(Instant start, double[] days, double[] values) {
            var n = days.length;
            double meanDay = 0;
            double meanValue = 0;
            for (var i = 0; i < n; i++) {
                meanDay += days[i] / n;
                meanValue += values[i] / n;
            }
            double squares = 0;
            double products = 0;
            for (var i = 0; i < n; i++) {
                squares += (days[i] - meanDay) * (days[i] - meanDay);
                products += (days[i] - meanDay) * (values[i] - meanValue);
            }
            var slope = products / squares;
            var intercept = meanValue - slope * meanDay;
            double rest = 0;
            for (var i = 0; i < n; i++) {
                var off = values[i] - intercept - slope * days[i];
                rest += off * off;
            }
            return new Fit(
                    start,
                    intercept,
                    slope,
                    Math.sqrt(rest / (n - 2)),
                    meanDay,
                    squares,
                    n,
                    T[n - 3],
                    days[n - 1]);
        }

        /** The line on a day from the first session on. */
        double at(double day) {
            return intercept + slope * day;
        }

        /** Half the width of the line's band on that day. */
        double margin(double day) {
            var off = day - meanDay;
            return t * spread * Math.sqrt(1.0 / count + off * off / sumOfSquares);
        }

        double slopeMargin() {
            return t * spread / Math.sqrt(sumOfSquares);
        }

        double day(Instant time) {
            return days(start, time);
        }

        LocalDate date(double day) {
            return LocalDate.ofInstant(start.plusMillis(Math.round(day * DAY)), ZoneOffset.UTC);
        }
    }

    private static double days(Instant start, Instant time) {
        return Duration.between(start, time).toMillis() / DAY;
    }

    private static double tenth(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
