package com.oetpraxis.session.analytics;

import com.oetpraxis.session.analytics.AnalyticsQueries.Figure;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Figures over people, content and business; what rests on fewer than five people is null. */
@Service
class AnalyticsService {

    private static final int MOST_SCENARIOS = 20;
    private static final double SECONDS_A_MINUTE = 60;

    private final AnalyticsQueries queries;

    AnalyticsService(AnalyticsQueries queries) {
        this.queries = queries;
    }

    /**
     * @param conversionRate in percent; null until a payment is known
     */
    record UserFigures(
            @Nullable Long totalUsers,
            @Nullable Long activeUsers,
            @Nullable Double conversionRate,
            @Nullable Long newSignups) {}

    /**
     * @param value of the metric asked for
     * @param conversions null until a payment is known
     */
    record Day(
            LocalDate date,
            @Nullable Double value,
            @Nullable Long signups,
            @Nullable Long conversions) {}

    record Users(
            UserFigures metrics,
            List<Day> breakdown,
            Map<String, @Nullable Long> professionBreakdown) {}

    /**
     * @param averageScore 0 to 100
     * @param averageRating null: nobody can rate yet
     * @param averageCompletionTime seconds
     */
    record Popular(
            UUID id,
            String title,
            long completions,
            @Nullable Double averageScore,
            @Nullable Double averageRating,
            long averageCompletionTime) {}

    /**
     * @param suppressedScenarios left out, since fewer than five people played them
     */
    record Content(
            List<Popular> popularScenarios,
            int suppressedScenarios,
            Map<String, @Nullable Long> difficultyDistribution) {}

    /**
     * @param newlyPaid people with an activation in the range
     * @param paying people whose plan runs at its end
     */
    record Subscriptions(@Nullable Long newlyPaid, @Nullable Long paying) {}

    /**
     * @param practiceTime minutes
     */
    record Usage(
            @Nullable Long sessions,
            @Nullable Long completed,
            @Nullable Long practiceTime,
            @Nullable Double sessionsPerLearner) {}

    /**
     * @param retention percent of those active in the period before who are active in this one
     */
    record Business(
            @Nullable Long activeUsers,
            Subscriptions subscriptions,
            Usage usage,
            @Nullable Double retention) {}

    @Transactional(readOnly = true)
    public Users users(Range range, Metric metric) {
        var total = queries.registeredUntilEnd(range);
        var converted = queries.convertedUntilEnd(range);
        var pays = queries.knowsPayments();
        var professions = Privacy.parts(queries.professions(range));
        return new Users(
                new UserFigures(
                        Privacy.count(total),
                        Privacy.count(queries.active(range)),
                        pays && total >= Privacy.FEWEST
                                ? Privacy.of(converted, percent(converted, total))
                                : null,
                        Privacy.count(queries.signups(range))),
                days(range, metric, pays),
                professions);
    }

    @Transactional(readOnly = true)
    public Content content(Range range) {
        var all = queries.scenarios(range);
        var shown = all.stream().filter(s -> Privacy.isShown(s.people())).toList();
        var difficulties = new LinkedHashMap<String, @Nullable Long>();
        queries.difficulties(range)
                .forEach(part ->
                        difficulties.put(
                                part.name(), Privacy.of(part.people(), part.completions())));
        return new Content(
                shown.stream()
                        .limit(MOST_SCENARIOS)
                        .map(s ->
                                new Popular(
                                        s.id(),
                                        s.title(),
                                        s.completions(),
                                        tenth(s.averageScore()),
                                        null,
                                        Math.round(s.averageSeconds())))
                        .toList(),
                all.size() - shown.size(),
                difficulties);
    }

    @Transactional(readOnly = true)
    public Business business(Range range) {
        var usage = queries.usage(range);
        var before = queries.active(range.before());
        var retained = queries.retained(range);
        var pays = queries.knowsPayments();
        return new Business(
                Privacy.count(queries.active(range)),
                new Subscriptions(
                        pays ? Privacy.count(queries.activations(range)) : null,
                        pays ? Privacy.count(queries.payingAtEnd(range)) : null),
                new Usage(
                        Privacy.of(usage.people(), usage.sessions()),
                        Privacy.of(usage.people(), usage.completed()),
                        Privacy.of(usage.people(), Math.round(usage.seconds() / SECONDS_A_MINUTE)),
                        usage.people() < Privacy.FEWEST
                                ? null
                                : tenth((double) usage.sessions() / usage.people())),
                before < Privacy.FEWEST ? null : Privacy.of(retained, percent(retained, before)));
    }

    private List<Day> days(Range range, Metric metric, boolean pays) {
        var values = queries.daily(metric, range);
        var signups = queries.daily(Metric.SIGNUPS, range);
        var conversions = queries.daily(Metric.CONVERSIONS, range);
        var isKnown = metric != Metric.CONVERSIONS || pays;
        var nothing = new Figure(metric == Metric.AVERAGE_SCORE ? null : (Double) 0.0, 0);
        var days = new ArrayList<Day>();
        for (var day = range.start(); !day.isAfter(range.end()); day = day.plusDays(1)) {
            var figure = values.getOrDefault(day, nothing);
            days.add(
                    new Day(
                            day,
                            isKnown ? Privacy.of(figure.people(), tenth(figure.value())) : null,
                            people(signups, day),
                            pays ? people(conversions, day) : null));
        }
        return days;
    }

    private static @Nullable Long people(Map<LocalDate, Figure> figures, LocalDate day) {
        return Privacy.count(figures.getOrDefault(day, new Figure(0.0, 0)).people());
    }

    private static double percent(long part, long whole) {
        return Math.round(1000.0 * part / whole) / 10.0;
    }

    private static @Nullable Double tenth(@Nullable Double value) {
        return value == null ? null : (Double) (Math.round(value * 10) / 10.0);
    }
}
