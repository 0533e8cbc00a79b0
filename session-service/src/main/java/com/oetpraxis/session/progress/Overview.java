package com.oetpraxis.session.progress;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A learner's results at a glance (EP-24). Practice times are minutes, scores 0 to 100 and null
 * where nothing was scored. Clinical knowledge and professional skills are not measured and so not
 * shown (catalogue 11.1).
 *
 * @param chartData null for learners without the plan that has charts (CX-26)
 * @param forecast when B is likely, as far as one can tell
 * @param chartsPlan that plan, null for those who have it
 */
record Overview(
        OverallStats overallStats,
        RecentProgress recentProgress,
        SkillLevels skillLevels,
        Forecast forecast,
        @Nullable ChartData chartData,
        @Nullable String chartsPlan) {

    private static final int SECONDS_A_MINUTE = 60;
    private static final int SHOWN_SCORES = 50;
    private static final int SHOWN_WEEKS = 12;
    private static final int HIGHEST = 100;

    record OverallStats(
            int totalSessions,
            long totalPracticeTime,
            @Nullable Integer averageScore,
            int completedScenarios) {}

    record RecentProgress(@Nullable LastSession lastSession, WeeklyStats weeklyStats) {}

    record LastSession(UUID id, Instant date, @Nullable Integer score) {}

    record WeeklyStats(int sessionsCompleted, long practiceTime, @Nullable Integer averageScore) {}

    record SkillLevels(
            @Nullable Integer communication,
            @Nullable Integer diagnosis,
            @Nullable Integer patientCare) {}

    /**
     * @param trend of the estimates; null where there are too few for one
     */
    record ChartData(
            List<ScorePoint> scoreProgress,
            List<WeekOfPractice> practiceFrequency,
            List<RadarSkill> skillRadar,
            @Nullable Trend trend) {}

    record ScorePoint(Instant date, int score, UUID session) {}

    /**
     * @param week ISO, such as {@code 2025-W36}
     */
    record WeekOfPractice(String week, int sessions, long totalTime) {}

    record RadarSkill(String skill, @Nullable Integer level, int maxLevel) {}

    /**
     * @param sessions completed ones, oldest first
     */
    static Overview of(List<PractisedSession> sessions, boolean withCharts, Instant now) {
        var thisWeek = sessions.stream().filter(s -> week(s.endedAt()).equals(week(now))).toList();
        var trend = Trend.of(sessions);
        var last = sessions.isEmpty() ? null : sessions.getLast();
        return new Overview(
                new OverallStats(
                        sessions.size(),
                        minutes(sessions),
                        averageScore(sessions),
                        (int)
                                sessions.stream()
                                        .map(PractisedSession::scenarioId)
                                        .distinct()
                                        .count()),
                new RecentProgress(
                        last == null
                                ? null
                                : new LastSession(last.id(), last.endedAt(), last.score()),
                        new WeeklyStats(
                                thisWeek.size(), minutes(thisWeek), averageScore(thisWeek))),
                new SkillLevels(
                        mean(sessions, "pronunciation", "grammar", "vocabulary"),
                        mean(sessions, "clinicalCommunication"),
                        mean(sessions, "empathy", "patientEducation")),
                Forecast.of(trend, now),
                withCharts ? charts(sessions, trend) : null,
                withCharts ? null : "paid");
    }

    static @Nullable Integer averageScore(List<PractisedSession> sessions) {
        var scores = sessions.stream().map(PractisedSession::score).filter(Objects::nonNull);
        return rounded(scores.mapToInt(Integer::intValue).toArray());
    }

    static long minutes(List<PractisedSession> sessions) {
        return Math.round((double) sum(sessions, PractisedSession::seconds) / SECONDS_A_MINUTE);
    }

    private static ChartData charts(List<PractisedSession> sessions, @Nullable Trend trend) {
        var points = new ArrayList<ScorePoint>();
        var weeks = new TreeMap<String, List<PractisedSession>>();
        for (var session : sessions) {
            var score = session.score();
            if (score != null) {
                points.add(new ScorePoint(session.endedAt(), score, session.id()));
            }
            weeks.computeIfAbsent(week(session.endedAt()), w -> new ArrayList<>()).add(session);
        }
        var frequency =
                weeks.entrySet().stream()
                        .map(w ->
                                new WeekOfPractice(
                                        w.getKey(), w.getValue().size(), minutes(w.getValue())))
                        .toList();
        return new ChartData(
                latest(points, SHOWN_SCORES),
                latest(frequency, SHOWN_WEEKS),
                List.of(
                        new RadarSkill(
                                "Communication",
                                mean(sessions, "pronunciation", "grammar", "vocabulary"),
                                HIGHEST),
                        new RadarSkill(
                                "Diagnosis", mean(sessions, "clinicalCommunication"), HIGHEST),
                        new RadarSkill(
                                "Patient Care",
                                mean(sessions, "empathy", "patientEducation"),
                                HIGHEST),
                        new RadarSkill("Empathy", mean(sessions, "empathy"), HIGHEST)),
                trend);
    }

    private static <T> List<T> latest(List<T> all, int count) {
        return List.copyOf(all.subList(Math.max(0, all.size() - count), all.size()));
    }

    /** The mean over all sessions of all named categories that were judged. */
    private static @Nullable Integer mean(List<PractisedSession> sessions, String... categories) {
        var values =
                sessions.stream()
                        .flatMap(s -> Arrays.stream(categories).map(c -> s.categories().get(c)))
                        .filter(Objects::nonNull)
                        .mapToInt(Integer::intValue)
                        .toArray();
        return rounded(values);
    }

    private static @Nullable Integer rounded(int[] values) {
        var average = Arrays.stream(values).average();
        return average.isPresent() ? (Integer) (int) Math.round(average.getAsDouble()) : null;
    }

    private static long sum(
            List<PractisedSession> sessions, ToIntFunction<PractisedSession> length) {
        return sessions.stream().mapToLong(length::applyAsInt).sum();
    }

    static String week(Instant time) {
        var day = LocalDate.ofInstant(time, ZoneOffset.UTC);
        return "%d-W%02d"
                .formatted(
                        day.get(IsoFields.WEEK_BASED_YEAR),
                        day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }
}
