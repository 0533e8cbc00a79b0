package com.oetpraxis.session.drill;

import com.oetpraxis.shared.id.Ids;
import com.oetpraxis.shared.web.PageQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code drills}. */
@Repository
public class Drills {

    private static final String COLUMNS =
            """
            select id, user_id, session_id, kind, quote, prompt, suggestion, example, repetitions,
                   easiness, interval_days, due_at
            from drills
            """;

    private final JdbcClient jdbc;
    private final Ids ids;

    Drills(JdbcClient jdbc, Ids ids) {
        this.jdbc = jdbc;
        this.ids = ids;
    }

    /**
     * Adds the exercises of a session that are not there yet, due at once; in the transaction that
     * stores the report, any number of times. A session from before the learner began anew adds
     * none.
     */
    public void collect(UUID sessionId, List<Slip> slips, Instant now) {
        for (var slip : slips) {
            var first = Repetition.FIRST;
            jdbc.sql(
                            """
                            insert into drills
                                (id, user_id, session_id, kind, quote, prompt, suggestion, example,
                                 repetitions, easiness, interval_days, due_at, answers, created_at)
                            select ?, s.user_id, s.id, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?
                            from sessions s left join progress_resets p using (user_id)
                            where s.id = ? and (p.reset_at is null or s.ended_at > p.reset_at)
                            on conflict (session_id, kind, quote) do nothing
                            """)
                    .params(
                            Arrays.asList(
                                    ids.next(),
                                    slip.kind(),
                                    slip.quote(),
                                    prompt(slip),
                                    slip.suggestion(),
                                    slip.example(),
                                    first.repetitions(),
                                    first.easiness(),
                                    first.intervalDays(),
                                    Timestamp.from(now),
                                    Timestamp.from(now),
                                    sessionId))
                    .update();
        }
    }

    /** How many of the learner's exercises are due. */
    public int due(UUID userId, Instant now) {
        return jdbc.sql("select count(*) from drills where user_id = ? and due_at <= ?")
                .params(userId, Timestamp.from(now))
                .query(Integer.class)
                .single();
    }

    /**
     * Takes all of the learner's exercises away; their reports still hold what they were made of.
     */
    public void clear(UUID userId) {
        jdbc.sql("delete from drills where user_id = ?").param(userId).update();
    }

    /** Those due before a time, the longest due first. */
    List<Drill> dueBefore(UUID userId, Instant time, PageQuery page) {
        return jdbc.sql(
                        COLUMNS
                                + """
                                where user_id = ? and due_at <= ?
                                order by due_at, id limit ? offset ?
                                """)
                .params(userId, Timestamp.from(time), page.limit(), page.offset())
                .query(Drills::drill)
                .list();
    }

    /** The learner's own; held until the transaction ends. */
    Optional<Drill> findLocked(UUID userId, UUID id) {
        return jdbc.sql(COLUMNS + "where id = ? and user_id = ? for update")
                .params(id, userId)
                .query(Drills::drill)
                .optional();
    }

    void store(UUID id, Repetition repetition, int grade, Instant dueAt, Instant now) {
        jdbc.sql(
                        """
                        update drills
                        set repetitions = ?, easiness = ?, interval_days = ?, due_at = ?,
                            last_grade = ?, last_answered_at = ?, answers = answers + 1
                        where id = ?
                        """)
                .params(
                        repetition.repetitions(),
                        repetition.easiness(),
                        repetition.intervalDays(),
                        Timestamp.from(dueAt),
                        grade,
                        Timestamp.from(now),
                        id)
                .update();
    }

    private static String prompt(Slip slip) {
        return "You said: “"
                + slip.quote()
                + "”. "
                + slip.observation()
                + " Say it again in a better way.";
    }

    private static Drill drill(ResultSet row, int number) throws SQLException {
        return new Drill(
                row.getObject("id", UUID.class),
                row.getObject("user_id", UUID.class),
                row.getObject("session_id", UUID.class),
                row.getString("kind"),
                row.getString("quote"),
                row.getString("prompt"),
                row.getString("suggestion"),
                row.getString("example"),
                new Repetition(
                        row.getInt("repetitions"),
                        row.getDouble("easiness"),
                        row.getInt("interval_days")),
                row.getTimestamp("due_at").toInstant());
    }
}
