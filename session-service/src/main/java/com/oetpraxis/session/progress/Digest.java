package com.oetpraxis.session.progress;

import com.oetpraxis.session.progress.Recommendations.FocusArea;
import com.oetpraxis.session.progress.Recommendations.Recommendation;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a weekly mail to a learner tells: the last whole week from Monday to Sunday, UTC.
 *
 * @param week ISO, such as {@code 2025-W36}
 * @param practiceTime minutes
 * @param averageScore 0 to 100; null where nothing was scored
 * @param change of that average against the weeks before, in percent (catalogue ch. 24); null
 *     without either
 * @param weakestSkill over the last five sessions
 * @param drillsDue now
 * @param nextScenario null where none is known
 * @param message one sentence; never about streaks or badges (CX-06)
 */
record Digest(
        String week,
        int sessionsCompleted,
        long practiceTime,
        @Nullable Integer averageScore,
        @Nullable Integer change,
        @Nullable FocusArea weakestSkill,
        int drillsDue,
        @Nullable Recommendation nextScenario,
        Forecast forecast,
        String message) {

    /**
     * @param sessions completed ones, oldest first
     */
    static Digest of(
            List<PractisedSession> sessions,
            Recommendations recommendations,
            int drillsDue,
            Instant now) {
        var end = monday(now);
        var start = end.minus(Duration.ofDays(7));
        var week = sessions.stream().filter(s -> within(s.endedAt(), start, end)).toList();
        var before = sessions.stream().filter(s -> s.endedAt().isBefore(start)).toList();
        var average = Overview.averageScore(week);
        var change = change(Overview.averageScore(before), average);
        return new Digest(
                Overview.week(start),
                week.size(),
                Overview.minutes(week),
                average,
                change,
                recommendations.focusAreas().stream().findFirst().orElse(null),
                drillsDue,
                recommendations.recommendations().stream().findFirst().orElse(null),
                Forecast.of(Trend.of(sessions), now),
                message(week.size(), average, change));
    }

    private static @Nullable Integer change(@Nullable Integer before, @Nullable Integer average) {
        return before == null || before == 0 || average == null
                ? null
                : (Integer) (int) Math.round(100.0 * (average - before) / before);
    }

    private static String message(
            int sessions, @Nullable Integer average, @Nullable Integer change) {
        if (sessions == 0) {
            return "No session last week. Five minutes are enough to begin again.";
        }
        var did = sessions == 1 ? "One session last week" : sessions + " sessions last week";
        if (average == null) {
            return did + ", too brief for a score. Talk a little longer next time.";
        }
        if (change == null) {
            return did + ", with an average of " + average + ".";
        }
        return did
                + ", with an average of "
                + average
                + (change >= 0 ? ", up " : ", down ")
                + Math.abs(change)
                + "% on the weeks before.";
    }

    private static boolean within(Instant time, Instant start, Instant end) {
        return !time.isBefore(start) && time.isBefore(end);
    }

    private static Instant monday(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC)
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }
}
