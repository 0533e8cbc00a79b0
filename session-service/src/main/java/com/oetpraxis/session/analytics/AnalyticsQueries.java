package com.oetpraxis.session.analytics;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts in SQL over sessions, reports and projections; nothing is left out here yet. */
@Repository
class AnalyticsQueries {

    /** People with a session or a sign-in (GP-19), with the day. */
    private static final String ACTIVITY =
            """
            select user_id, (created_at at time zone 'UTC')::date as day from sessions
            where created_at >= :from and created_at < :to
            union
            select s.user_id, s.day from sign_in_days s
            left join learners l on l.user_id = s.user_id
            where s.day >= :first and s.day <= :last and coalesce(l.role, 'user') = 'user'
            """;

    private static final String FIRST_PAID =
            """
            select user_id, min(activated_at) as at from plan_activations
            where tier = 'paid' group by user_id
            """;

    private final JdbcClient jdbc;

    AnalyticsQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A figure and the number of people it rests on. */
    record Figure(@Nullable Double value, long people) {}

    record Scenario(
            UUID id,
            String title,
            long completions,
            long people,
            @Nullable Double averageScore,
            double averageSeconds) {}

    record Part(String name, long completions, long people) {}

    record Usage(long sessions, long completed, long seconds, long people) {}

    long registeredUntilEnd(Range range) {
        return count(
                "select count(*) from learners where role = 'user' and registered_at < :to", range);
    }

    long signups(Range range) {
        return count(
                """
                select count(*) from learners
                where role = 'user' and registered_at >= :from and registered_at < :to
                """,
                range);
    }

    long active(Range range) {
        return count("select count(distinct user_id) from (" + ACTIVITY + ") a", range);
    }

    /** Active in the range and in the one before. */
    long retained(Range range) {
        var before = range.before();
        return jdbc.sql(
                        "select count(*) from (select distinct user_id from ("
                                + ACTIVITY
                                + ") a) now join (select distinct user_id from ("
                                + ACTIVITY.replace(":from", ":from2")
                                        .replace(":to", ":to2")
                                        .replace(":first", ":first2")
                                        .replace(":last", ":last2")
                                + ") b) earlier using (user_id)")
                .params(parameters(range))
                .param("from2", Timestamp.from(before.from()))
                .param("to2", Timestamp.from(before.to()))
                .param("first2", before.start())
                .param("last2", before.end())
                .query(Long.class)
                .single();
    }

    /** Whether billing-service has ever told of a paid plan. */
    boolean knowsPayments() {
        return jdbc.sql("select exists (select 1 from plan_activations where tier = 'paid')")
                .query(Boolean.class)
                .single();
    }

    /** Learners who had paid by the end of the range. */
    long convertedUntilEnd(Range range) {
        return count(
                "select count(*) from ("
                        + FIRST_PAID
                        + ") p join learners l using (user_id) where l.role = 'user' and p.at < :to"
                        + " and l.registered_at < :to",
                range);
    }

    /** Learners whose plan runs at the end of the range. */
    long payingAtEnd(Range range) {
        return count(
                """
                select count(distinct user_id) from plan_activations
                where tier = 'paid' and activated_at < :to
                  and (valid_until is null or valid_until >= :to)
                """,
                range);
    }

    long activations(Range range) {
        return count(
                """
                select count(distinct user_id) from plan_activations
                where tier = 'paid' and activated_at >= :from and activated_at < :to
                """,
                range);
    }

    Map<String, Long> professions(Range range) {
        var found = new LinkedHashMap<String, Long>();
        jdbc.sql(
                        """
                        select coalesce(profession, 'unknown') as profession, count(*) as people
                        from learners where role = 'user' and registered_at < :to
                        group by 1 order by 1
                        """)
                .param("to", Timestamp.from(range.to()))
                .query(row -> {
                    found.put(row.getString(1), row.getLong(2));
                });
        return found;
    }

    Map<LocalDate, Figure> daily(Metric metric, Range range) {
        var sql =
                switch (metric) {
                    case ACTIVE_USERS ->
                            "select day, count(distinct user_id) as value, count(distinct user_id) as"
                                    + " people from ("
                                    + ACTIVITY
                                    + ") a group by day";
                    case SIGNUPS ->
                            days(
                                    "registered_at",
                                    "learners where role = 'user' and",
                                    "registered_at");
                    case CONVERSIONS -> days("at", "(" + FIRST_PAID + ") p where", "at");
                    case TOTAL_USERS ->
                            """
                            select d::date as day, count(l.user_id) as value,
                                   count(l.user_id) as people
                            from generate_series(:first::date, :last::date, interval '1 day') d
                            left join learners l on l.role = 'user'
                              and l.registered_at < ((d + interval '1 day') at time zone 'UTC')
                            group by 1
                            """;
                    case SESSIONS ->
                            """
                            select (ended_at at time zone 'UTC')::date as day, count(*) as value,
                                   count(distinct user_id) as people
                            from sessions
                            where status = 'completed' and ended_at >= :from and ended_at < :to
                            group by 1
                            """;
                    case AVERAGE_SCORE ->
                            """
                            select (s.ended_at at time zone 'UTC')::date as day,
                                   avg(r.score_raw) as value, count(distinct s.user_id) as people
                            from sessions s join feedback_reports r on r.session_id = s.id
                            where s.status = 'completed' and s.ended_at >= :from
                              and s.ended_at < :to and r.current and r.score_raw is not null
                            group by 1
                            """;
                };
        var found = new LinkedHashMap<LocalDate, Figure>();
        jdbc.sql(sql)
                .params(parameters(range))
                .query(row -> {
                    found.put(
                            row.getObject("day", LocalDate.class),
                            new Figure(row.getDouble("value"), row.getLong("people")));
                });
        return found;
    }

    /** Completed scenarios, the most played first. */
    List<Scenario> scenarios(Range range) {
        return jdbc.sql(
                        """
                        select s.scenario_id,
                               (array_agg(s.scenario_title order by s.ended_at desc))[1] as title,
                               count(*) as completions, count(distinct s.user_id) as people,
                               avg(r.score_raw) as score, avg(s.duration_seconds) as seconds
                        from sessions s
                        left join feedback_reports r on r.session_id = s.id and r.current
                        where s.status = 'completed' and s.ended_at >= :from and s.ended_at < :to
                        group by s.scenario_id order by completions desc, s.scenario_id
                        """)
                .params(parameters(range))
                .query(AnalyticsQueries::scenario)
                .list();
    }

    List<Part> difficulties(Range range) {
        return jdbc.sql(
                        """
                        select coalesce(p.difficulty, 'unknown') as difficulty,
                               count(*) as completions, count(distinct s.user_id) as people
                        from sessions s left join published_scenarios p using (scenario_id)
                        where s.status = 'completed' and s.ended_at >= :from and s.ended_at < :to
                        group by 1 order by 1
                        """)
                .params(parameters(range))
                .query((row, n) -> new Part(row.getString(1), row.getLong(2), row.getLong(3)))
                .list();
    }

    Usage usage(Range range) {
        return jdbc.sql(
                        """
                        select count(*), count(*) filter (where status = 'completed'),
                               coalesce(sum(duration_seconds) filter (where status = 'completed'), 0),
                               count(distinct user_id)
                        from sessions where created_at >= :from and created_at < :to
                        """)
                .params(parameters(range))
                .query((row, n) ->
                        new Usage(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                .single();
    }

    private long count(String sql, Range range) {
        return jdbc.sql(sql).params(parameters(range)).query(Long.class).single();
    }

    private static String days(String column, String from, String time) {
        return "select ("
                + column
                + " at time zone 'UTC')::date as day, count(*) as value, count(*) as people from "
                + from
                + " "
                + time
                + " >= :from and "
                + time
                + " < :to group by 1";
    }

    private static Map<String, Object> parameters(Range range) {
        return Map.of(
                "from",
                Timestamp.from(range.from()),
                "to",
                Timestamp.from(range.to()),
                "first",
                range.start(),
                "last",
                range.end());
    }

    private static Scenario scenario(ResultSet row, int number) throws SQLException {
        var score = row.getBigDecimal("score");
        return new Scenario(
                row.getObject("scenario_id", UUID.class),
                row.getString("title"),
                row.getLong("completions"),
                row.getLong("people"),
                score == null ? null : (Double) score.doubleValue(),
                row.getDouble("seconds"));
    }
}
