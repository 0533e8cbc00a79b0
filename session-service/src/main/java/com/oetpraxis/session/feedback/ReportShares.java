package com.oetpraxis.session.feedback;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code report_shares}: links to reports by the hash of their token. */
@Repository
class ReportShares {

    private final JdbcClient jdbc;

    ReportShares(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The report that a link leads to. */
    record Shared(UUID sessionId, UUID reportId) {}

    void insert(
            UUID id,
            UUID sessionId,
            UUID reportId,
            UUID userId,
            String tokenHash,
            Instant now,
            Instant expiresAt) {
        jdbc.sql(
                        """
                        insert into report_shares
                            (id, session_id, report_id, user_id, token_hash, created_at, expires_at)
                        values (?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        id,
                        sessionId,
                        reportId,
                        userId,
                        tokenHash,
                        Timestamp.from(now),
                        Timestamp.from(expiresAt))
                .update();
    }

    /** Withdraws the session's link; false where there is none. */
    boolean revoke(UUID sessionId, Instant now) {
        return jdbc.sql(
                                """
                                update report_shares set revoked_at = greatest(created_at, ?)
                                where session_id = ? and revoked_at is null
                                """)
                        .params(Timestamp.from(now), sessionId)
                        .update()
                > 0;
    }

    Optional<Shared> find(String tokenHash, Instant now) {
        return jdbc.sql(
                        """
                        select session_id, report_id from report_shares
                        where token_hash = ? and revoked_at is null and expires_at > ?
                        """)
                .params(tokenHash, Timestamp.from(now))
                .query((row, n) ->
                        new Shared(
                                row.getObject("session_id", UUID.class),
                                row.getObject("report_id", UUID.class)))
                .optional();
    }
}
