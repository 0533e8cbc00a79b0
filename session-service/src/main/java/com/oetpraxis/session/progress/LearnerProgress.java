package com.oetpraxis.session.progress;

import com.oetpraxis.session.drill.Drills;
import com.oetpraxis.shared.id.Ids;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps the tables {@code user_progress} (TB-36) and {@code user_progress_snapshots} (TB-06) in
 * step with the reports. Each row is computed again from the sessions and reports, so doing it
 * twice changes nothing.
 */
@Component
public class LearnerProgress {

    private final JdbcClient jdbc;
    private final Ids ids;
    private final Drills drills;

    LearnerProgress(JdbcClient jdbc, Ids ids, Drills drills) {
        this.jdbc = jdbc;
        this.ids = ids;
        this.drills = drills;
    }

    /** After a report was stored, in its transaction; one learner's updates follow each other. */
    public void update(UUID userId, UUID scenarioId, Instant now) {
        lock(userId);
        var reset =
                jdbc.sql("select reset_at from progress_resets where user_id = ?")
                        .param(userId)
                        .query(Timestamp.class)
                        .optional()
                        .orElse(null);
        jdbc.sql(
                        """
                        insert into user_progress
                            (user_id, scenario_id, progress, last_score, sessions_completed,
                             practice_seconds, updated_at)
                        select s.user_id, s.scenario_id, max(r.score_raw),
                               (array_agg(r.score_raw order by s.ended_at desc)
                                    filter (where r.score_raw is not null))[1],
                               count(*), coalesce(sum(s.duration_seconds), 0), ?
                        from sessions s
                        left join feedback_reports r on r.session_id = s.id and r.current
                        left join progress_resets p on p.user_id = s.user_id
                        where s.user_id = ? and s.scenario_id = ? and s.status = 'completed'
                          and (p.reset_at is null or s.ended_at > p.reset_at)
                        group by s.user_id, s.scenario_id
                        on conflict (user_id, scenario_id) do update
                            set progress = excluded.progress, last_score = excluded.last_score,
                                sessions_completed = excluded.sessions_completed,
                                practice_seconds = excluded.practice_seconds,
                                updated_at = excluded.updated_at
                        """)
                .params(Timestamp.from(now), userId, scenarioId)
                .update();
        jdbc.sql(
                        """
                        insert into user_progress_snapshots
                            (id, user_id, snapshot_date, average_score, sessions_completed_count,
                             strengths_topics, created_at, updated_at)
                        select :id, :user, :day, avg(r.score_raw),
                               (select count(*) from sessions c
                                where c.user_id = :user and c.status = 'completed'
                                  and (:reset::timestamptz is null or c.ended_at > :reset)),
                               (select coalesce(jsonb_agg(topic order by times desc, topic), '[]')
                                from (select d ->> 'category' as topic, count(*) as times
                                      from feedback_reports f
                                           join sessions o on o.id = f.session_id,
                                           jsonb_array_elements(f.strength_details) d
                                      where f.user_id = :user and f.current and f.status = 'ready'
                                        and (:reset::timestamptz is null or o.ended_at > :reset)
                                        and d ->> 'category' is not null
                                      group by 1 order by times desc, topic limit 5) topics),
                               :now, :now
                        from feedback_reports r join sessions s on s.id = r.session_id
                        where r.user_id = :user and r.current and r.score_raw is not null
                          and (:reset::timestamptz is null or s.ended_at > :reset)
                        having count(*) > 0
                        on conflict (user_id, snapshot_date) do update
                            set average_score = excluded.average_score,
                                sessions_completed_count = excluded.sessions_completed_count,
                                strengths_topics = excluded.strengths_topics,
                                updated_at = excluded.updated_at
                        """)
                .param("id", ids.next())
                .param("user", userId)
                .param("day", LocalDate.ofInstant(now, ZoneOffset.UTC))
                .param("now", Timestamp.from(now))
                .param("reset", reset)
                .update();
    }

    /**
     * Lets the learner begin anew: what has ended by now counts no more. Sessions and their reports
     * stay (BR-09), so a report that is made later, or again, does not bring the old back.
     */
    @Transactional
    public void reset(UUID userId, Instant now) {
        lock(userId);
        jdbc.sql(
                        """
                        insert into progress_resets (user_id, reset_at) values (?, ?)
                        on conflict (user_id) do update set reset_at = excluded.reset_at
                        """)
                .params(userId, Timestamp.from(now))
                .update();
        jdbc.sql("delete from user_progress where user_id = ?").param(userId).update();
        jdbc.sql("delete from user_progress_snapshots where user_id = ?").param(userId).update();
        drills.clear(userId);
    }

    /** One learner's changes follow each other. */
    private void lock(UUID userId) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('user_progress'), hashtext(?))")
                .param(userId.toString())
                .query((row, n) -> true)
                .single();
    }
}
