package com.oetpraxis.session.progress;

import com.oetpraxis.shared.web.PageQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Reads completed sessions together with their reports. */
@Repository
class ProgressQueries {

    private static final int MOST_SESSIONS = 5_000;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ProgressQueries(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Headline figures of one learner. */
    record Stats(int sessionsCompleted, @Nullable Double averageScore, long practiceSeconds) {}

    /**
     * @param highlights what the report named as strengths
     */
    record HistoryRow(
            UUID id,
            Instant date,
            String scenarioTitle,
            int duration,
            @Nullable Integer score,
            List<String> highlights) {}

    /** Completed sessions, oldest first. */
    List<PractisedSession> completed(UUID userId) {
        return jdbc.sql(
                        """
                        select * from (
                            select s.id, s.scenario_id, s.ended_at,
                                   s.duration_seconds, r.score_raw, r.detailed_scores,
                                   r.score -> 'estimate' ->> 'raw' as estimate
                            from sessions s
                            left join feedback_reports r on r.session_id = s.id and r.current
                            left join progress_resets p on p.user_id = s.user_id
                            where s.user_id = ? and s.status = 'completed'
                              and (p.reset_at is null or s.ended_at > p.reset_at)
                            order by s.created_at desc limit ?) newest
                        order by ended_at, id
                        """)
                .params(userId, MOST_SESSIONS)
                .query(this::practised)
                .list();
    }

    Stats stats(UUID userId) {
        return jdbc.sql(
                        """
                        select count(*) as sessions, avg(r.score_raw) as average,
                               coalesce(sum(s.duration_seconds), 0) as seconds
                        from sessions s
                        left join feedback_reports r on r.session_id = s.id and r.current
                        left join progress_resets p on p.user_id = s.user_id
                        where s.user_id = ? and s.status = 'completed'
                          and (p.reset_at is null or s.ended_at > p.reset_at)
                        """)
                .param(userId)
                .query((row, n) -> {
                    var average = row.getBigDecimal("average");
                    return new Stats(
                            row.getInt("sessions"),
                            average == null ? null : (Double) average.doubleValue(),
                            row.getLong("seconds"));
                })
                .single();
    }

    /** Completed sessions that ended in the range, newest first. */
    List<HistoryRow> history(UUID userId, Instant from, Instant to, PageQuery page) {
        return jdbc.sql(
                        """
                        select s.id, s.ended_at, s.scenario_title, s.duration_seconds, r.score_raw,
                               r.strengths
                        from sessions s
                        left join feedback_reports r on r.session_id = s.id and r.current
                        left join progress_resets p on p.user_id = s.user_id
                        where s.user_id = ? and s.status = 'completed'
                          and (p.reset_at is null or s.ended_at > p.reset_at)
                          and s.ended_at >= ? and s.ended_at < ?
                        order by s.ended_at desc, s.id desc limit ? offset ?
                        """)
                .params(
                        userId,
                        Timestamp.from(from),
                        Timestamp.from(to),
                        page.limit(),
                        page.offset())
                .query(ProgressQueries::row)
                .list();
    }

    long countHistory(UUID userId, Instant from, Instant to) {
        return jdbc.sql(
                        """
                        select count(*)
                        from sessions s left join progress_resets p on p.user_id = s.user_id
                        where s.user_id = ? and s.status = 'completed'
                          and (p.reset_at is null or s.ended_at > p.reset_at)
                          and s.ended_at >= ? and s.ended_at < ?
                        """)
                .params(userId, Timestamp.from(from), Timestamp.from(to))
                .query(Long.class)
                .single();
    }

    private PractisedSession practised(ResultSet row, int number) throws SQLException {
        var categories = new HashMap<String, Integer>();
        var estimate = row.getString("estimate");
        var scores = row.getString("detailed_scores");
        if (scores != null) {
            json.readTree(scores)
                    .forEachEntry((name, value) -> {
                        if (value.isIntegralNumber()) {
                            categories.put(name, value.intValue());
                        }
                    });
        }
        return new PractisedSession(
                row.getObject("id", UUID.class),
                row.getObject("scenario_id", UUID.class),
                row.getTimestamp("ended_at").toInstant(),
                row.getInt("duration_seconds"),
                row.getObject("score_raw", Integer.class),
                estimate == null ? null : Double.valueOf(estimate),
                categories);
    }

    private static HistoryRow row(ResultSet row, int number) throws SQLException {
        var strengths = row.getString("strengths");
        return new HistoryRow(
                row.getObject("id", UUID.class),
                row.getTimestamp("ended_at").toInstant(),
                row.getString("scenario_title"),
                row.getInt("duration_seconds"),
                row.getObject("score_raw", Integer.class),
                strengths == null || strengths.isEmpty() ? List.of() : strengths.lines().toList());
    }
}
