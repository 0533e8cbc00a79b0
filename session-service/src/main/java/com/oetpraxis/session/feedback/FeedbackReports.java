package com.oetpraxis.session.feedback;

import com.oetpraxis.session.practice.SessionReports;
import com.oetpraxis.session.transcript.Transcript;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/** The table {@code feedback_reports} (TB-05), at once the queue of the reports to make. */
@Repository
class FeedbackReports implements SessionReports {

    private static final String COLUMNS =
            """
            select id, session_id, user_id, version, current, status, transcript, ai_summary,
                   score_raw, detailed_scores, strength_details, improvement_details, score,
                   analysis, patient_feeling, notices, created_at, updated_at
            from feedback_reports
            """;

    private final JdbcClient jdbc;

    FeedbackReports(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Makes the row; it is due at once. */
    void order(UUID id, UUID sessionId, UUID userId, Instant now) {
        jdbc.sql(
                        """
                        insert into feedback_reports
                            (id, session_id, user_id, status, current, transcript, ai_summary,
                             strengths, areas_for_improvement, strength_details,
                             improvement_details, notices, attempts, next_attempt_at, created_at,
                             updated_at)
                        values (?, ?, ?, 'generating', true, '', '', '', '', '[]', '[]', '[]', 0, ?,
                                ?, ?)
                        """)
                .params(
                        id,
                        sessionId,
                        userId,
                        Timestamp.from(now),
                        Timestamp.from(now),
                        Timestamp.from(now))
                .update();
    }

    /**
     * Takes the order that is due longest; it is due again at the end of the lease unless it is
     * stored or failed before. Several workers and instances never take the same one.
     */
    Optional<ReportOrder> take(Instant now, Instant leaseEnd) {
        return jdbc.sql(
                        """
                        update feedback_reports set attempts = attempts + 1, next_attempt_at = ?
                        where id = (
                            select id from feedback_reports
                            where next_attempt_at <= ?
                            order by next_attempt_at
                            limit 1
                            for update skip locked)
                        returning id, session_id, user_id, attempts, status, current
                        """)
                .params(Timestamp.from(leaseEnd), Timestamp.from(now))
                .query((row, n) ->
                        new ReportOrder(
                                row.getObject("id", UUID.class),
                                row.getObject("session_id", UUID.class),
                                row.getObject("user_id", UUID.class),
                                row.getInt("attempts"),
                                ReportStatus.of(row.getString("status")),
                                row.getBoolean("current")))
                .optional();
    }

    /**
     * Orders a re-score: a row of its own that counts once it is stored. One that changed nothing
     * or could not be made is taken up again; empty where one is being made already.
     */
    Optional<UUID> orderRescore(UUID id, UUID sessionId, UUID userId, Instant now) {
        return jdbc.sql(
                        """
                        insert into feedback_reports
                            (id, session_id, user_id, version, status, current, transcript,
                             ai_summary, strengths, areas_for_improvement, strength_details,
                             improvement_details, notices, attempts, next_attempt_at, created_at,
                             updated_at)
                        select :id, :session, :user, max(version) + 1, 'generating', false, '', '',
                               '', '', '[]', '[]', '[]', 0, :now, :now, :now
                        from feedback_reports where session_id = :session
                        on conflict (session_id)
                            where not current and status not in ('ready', 'too_short')
                            do update set status = 'generating', attempts = 0,
                                next_attempt_at = excluded.next_attempt_at,
                                created_at = excluded.created_at, updated_at = excluded.updated_at
                            where feedback_reports.status <> 'generating'
                        returning id
                        """)
                .param("id", id)
                .param("session", sessionId)
                .param("user", userId)
                .param("now", Timestamp.from(now))
                .query(UUID.class)
                .optional();
    }

    /** Ends a re-score that was made with what made the current report. */
    boolean storeUnchanged(ReportOrder order, Instant now) {
        return putBack(order, ReportStatus.UNCHANGED, "", null, now);
    }

    /** Lets the report count instead of the one before. */
    void makeCurrent(UUID id, UUID sessionId) {
        jdbc.sql("update feedback_reports set current = false where session_id = ? and current")
                .param(sessionId)
                .update();
        jdbc.sql("update feedback_reports set current = true where id = ?").param(id).update();
    }

    /** Stores a scored report; false if another worker has taken the order over. */
    boolean store(ReportOrder order, Transcript transcript, Score score, Instant now) {
        return jdbc.sql(
                                """
                                update feedback_reports
                                set status = 'ready', transcript = ?, ai_summary = ?, score_raw = ?,
                                    strengths = ?, areas_for_improvement = ?,
                                    detailed_scores = ?::jsonb, strength_details = ?::jsonb,
                                    improvement_details = ?::jsonb, score = ?::json,
                                    analysis = ?::json, notices = ?::json, model_version = ?,
                                    model_hash = ?, patient_feeling = ?::json,
                                    next_attempt_at = null, updated_at = ?
                                where id = ? and attempts = ? and next_attempt_at is not null
                                """)
                        .params(
                                Arrays.asList(
                                        transcript.rendered(),
                                        score.summary(),
                                        score.overall(),
                                        lines(
                                                score.strengths().stream()
                                                        .map(Strength::observation)
                                                        .toList()),
                                        lines(
                                                score.improvements().stream()
                                                        .map(Improvement::text)
                                                        .toList()),
                                        write(score.categories().byName()),
                                        write(score.strengths()),
                                        write(score.improvements()),
                                        write(score.members()),
                                        score.analysis() == null ? null : write(score.analysis()),
                                        write(score.notices()),
                                        score.modelVersion(),
                                        score.modelHash(),
                                        score.patientFeeling() == null
                                                ? null
                                                : write(score.patientFeeling()),
                                        Timestamp.from(now),
                                        order.id(),
                                        order.attempt()))
                        .update()
                == 1;
    }

    /** Stores a report without a score; false if another worker has taken the order over. */
    boolean storeTooShort(
            ReportOrder order,
            Transcript transcript,
            String summary,
            JsonNode notices,
            Instant now) {
        return jdbc.sql(
                                """
                                update feedback_reports
                                set status = 'too_short', transcript = ?, ai_summary = ?,
                                    notices = ?::json, next_attempt_at = null, updated_at = ?
                                where id = ? and attempts = ? and next_attempt_at is not null
                                """)
                        .params(
                                transcript.rendered(),
                                summary,
                                write(notices),
                                Timestamp.from(now),
                                order.id(),
                                order.attempt())
                        .update()
                == 1;
    }

    /** Puts a failed order back; false if another worker has taken it over. */
    boolean putBack(
            ReportOrder order,
            ReportStatus status,
            String summary,
            @Nullable Instant next,
            Instant now) {
        return jdbc.sql(
                                """
                                update feedback_reports
                                set status = ?, ai_summary = ?, next_attempt_at = ?, updated_at = ?
                                where id = ? and attempts = ? and next_attempt_at is not null
                                """)
                        .params(
                                Arrays.asList(
                                        status.code(),
                                        summary,
                                        next == null ? null : Timestamp.from(next),
                                        Timestamp.from(now),
                                        order.id(),
                                        order.attempt()))
                        .update()
                == 1;
    }

    /** Orders an unavailable report again; false if it is not unavailable. */
    boolean reorder(UUID id, Instant now) {
        return jdbc.sql(
                                """
                                update feedback_reports
                                set status = 'generating', attempts = 0, ai_summary = '',
                                    next_attempt_at = ?, updated_at = ?
                                where id = ? and status = 'unavailable'
                                """)
                        .params(Timestamp.from(now), Timestamp.from(now), id)
                        .update()
                == 1;
    }

    Optional<FeedbackReport> currentOf(UUID sessionId) {
        return jdbc.sql(COLUMNS + "where session_id = ? and current")
                .param(sessionId)
                .query(FeedbackReports::report)
                .optional();
    }

    /** Holds the session's current report until the transaction ends. */
    void lock(UUID sessionId) {
        jdbc.sql("select id from feedback_reports where session_id = ? and current for update")
                .param(sessionId)
                .query(UUID.class)
                .optional();
    }

    Optional<FeedbackReport> find(UUID id) {
        return jdbc.sql(COLUMNS + "where id = ?")
                .param(id)
                .query(FeedbackReports::report)
                .optional();
    }

    /** One of a session's finished reports by its number. */
    Optional<FeedbackReport> versionOf(UUID sessionId, int version) {
        return jdbc.sql(
                        COLUMNS
                                + """
                                where session_id = ? and version = ?
                                  and (current or status in ('ready', 'too_short'))
                                """)
                .params(sessionId, version)
                .query(FeedbackReports::report)
                .optional();
    }

    /** The session's reports, the first one first; a re-score that is being made is none yet. */
    List<ReportVersion> versions(UUID sessionId) {
        return jdbc.sql(
                        """
                        select version, id, current, score_raw, model_version, model_hash, created_at
                        from feedback_reports
                        where session_id = ? and (current or status in ('ready', 'too_short'))
                        order by version
                        """)
                .param(sessionId)
                .query((row, n) ->
                        new ReportVersion(
                                row.getInt("version"),
                                row.getObject("id", UUID.class),
                                row.getBoolean("current"),
                                row.getObject("score_raw", Integer.class),
                                row.getString("model_version"),
                                row.getString("model_hash"),
                                row.getTimestamp("created_at").toInstant()))
                .list();
    }

    /** The learner's scored sessions that ended before a time, the latest of them, oldest first. */
    List<Comparison.Earlier> scoredBefore(UUID userId, Instant endedAt, UUID sessionId) {
        return jdbc.sql(
                        """
                        select * from (
                            select s.id, s.ended_at, s.scenario_title, r.score_raw,
                                   r.detailed_scores, r.score -> 'estimate' ->> 'value' as estimate
                            from feedback_reports r join sessions s on s.id = r.session_id
                            left join progress_resets p on p.user_id = s.user_id
                            where r.user_id = ? and r.current and r.status = 'ready'
                              and (p.reset_at is null or s.ended_at > p.reset_at)
                              and (s.ended_at, s.id) < (?, ?)
                            order by s.ended_at desc, s.id desc limit ?) latest
                        order by ended_at, id
                        """)
                .params(userId, Timestamp.from(endedAt), sessionId, Comparison.SESSIONS)
                .query((row, n) -> {
                    var estimate = row.getString("estimate");
                    return new Comparison.Earlier(
                            row.getObject("id", UUID.class),
                            row.getTimestamp("ended_at").toInstant(),
                            row.getString("scenario_title"),
                            row.getInt("score_raw"),
                            estimate == null ? null : (Integer) new BigDecimal(estimate).intValue(),
                            Categories.of(
                                    Score.VERBATIM.readTree(row.getString("detailed_scores"))));
                })
                .list();
    }

    @Override
    public Optional<ReportReference> current(UUID sessionId) {
        return jdbc.sql("select id, status from feedback_reports where session_id = ? and current")
                .param(sessionId)
                .query((row, n) ->
                        new ReportReference(
                                row.getObject("id", UUID.class), row.getString("status")))
                .optional();
    }

    @Override
    public Map<UUID, Integer> scores(Collection<UUID> sessionIds) {
        if (sessionIds.isEmpty()) {
            return Map.of();
        }
        var scores = new HashMap<UUID, Integer>();
        jdbc.sql(
                        """
                        select session_id, score_raw from feedback_reports
                        where session_id in (:ids) and current and score_raw is not null
                        """)
                .param("ids", sessionIds)
                .query(row -> {
                    scores.put(row.getObject(1, UUID.class), row.getInt(2));
                });
        return scores;
    }

    private static FeedbackReport report(ResultSet row, int number) throws SQLException {
        var detailed = row.getString("detailed_scores");
        var feeling = row.getString("patient_feeling");
        return new FeedbackReport(
                row.getObject("id", UUID.class),
                row.getObject("session_id", UUID.class),
                row.getObject("user_id", UUID.class),
                row.getInt("version"),
                row.getBoolean("current"),
                ReportStatus.of(row.getString("status")),
                row.getString("transcript"),
                row.getString("ai_summary"),
                row.getObject("score_raw", Integer.class),
                detailed == null
                        ? Categories.NONE
                        : Categories.of(Score.VERBATIM.readTree(detailed)),
                Score.VERBATIM.readValue(
                        row.getString("strength_details"), new TypeReference<List<Strength>>() {}),
                Score.VERBATIM.readValue(
                        row.getString("improvement_details"),
                        new TypeReference<List<Improvement>>() {}),
                tree(row.getString("score")),
                tree(row.getString("analysis")),
                feeling == null ? null : Score.VERBATIM.readValue(feeling, PatientFeeling.class),
                Score.VERBATIM.readTree(row.getString("notices")),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }

    private static @Nullable JsonNode tree(@Nullable String text) {
        return text == null ? null : Score.VERBATIM.readTree(text);
    }

    private static String write(Object value) {
        return Score.VERBATIM.writeValueAsString(value);
    }

    private static String lines(List<String> items) {
        return items.stream().collect(Collectors.joining("\n"));
    }
}
