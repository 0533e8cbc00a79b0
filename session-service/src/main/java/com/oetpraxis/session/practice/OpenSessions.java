package com.oetpraxis.session.practice;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code open_sessions}: at most one open session a learner. */
@Repository
class OpenSessions {

    private final JdbcClient jdbc;

    OpenSessions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<UUID> of(UUID userId) {
        return jdbc.sql("select session_id from open_sessions where user_id = ?")
                .param(userId)
                .query(UUID.class)
                .optional();
    }

    /** Takes the learner's only place; false if another session has it. */
    boolean take(UUID userId, UUID sessionId) {
        return jdbc.sql(
                                """
                                insert into open_sessions (user_id, session_id) values (?, ?)
                                on conflict (user_id) do nothing
                                """)
                        .params(userId, sessionId)
                        .update()
                == 1;
    }

    void free(UUID sessionId) {
        jdbc.sql("delete from open_sessions where session_id = ?").param(sessionId).update();
    }

    /** Open sessions in which nothing was heard since; the longest silent first. */
    List<UUID> silentSince(Instant since, int limit) {
        return jdbc.sql(
                        """
                        select id from sessions where ended_at is null and last_heard_at <= ?
                        order by last_heard_at limit ?
                        """)
                .params(Timestamp.from(since), limit)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }
}
