package com.oetpraxis.user.signin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Component
@Transactional(propagation = Propagation.MANDATORY)
class JdbcRefreshTokens implements RefreshTokens {

    private final JdbcClient jdbc;

    JdbcRefreshTokens(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<RefreshToken> findLocked(String hash) {
        return find(hash)
                .flatMap(token -> {
                    // Rows alone would not do: a token being added by a twin is not visible yet.
                    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 1))")
                            .param(token.familyId().toString())
                            .query((rs, n) -> true)
                            .single();
                    return find(hash);
                });
    }

    @Override
    public Optional<RefreshToken> find(String hash) {
        return jdbc.sql(
                        """
                        select id, family_id, user_id, token_hash, created_at, expires_at,
                               spent_at, revoked_at
                        from refresh_tokens where token_hash = ?
                        """)
                .param(hash)
                .query((rs, n) -> token(rs))
                .optional();
    }

    @Override
    public void add(RefreshToken token) {
        jdbc.sql(
                        """
                        insert into refresh_tokens
                            (id, family_id, user_id, token_hash, created_at, expires_at)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        token.id(),
                        token.familyId(),
                        token.userId(),
                        token.hash(),
                        Timestamp.from(token.createdAt()),
                        Timestamp.from(token.expiresAt()))
                .update();
    }

    @Override
    public void spend(UUID id, Instant at) {
        jdbc.sql("update refresh_tokens set spent_at = ? where id = ?")
                .params(Timestamp.from(at), id)
                .update();
    }

    @Override
    public void revoke(UUID familyId, Instant at) {
        jdbc.sql(
                        """
                        update refresh_tokens set revoked_at = ?
                        where family_id = ? and revoked_at is null
                        """)
                .params(Timestamp.from(at), familyId)
                .update();
    }

    private static RefreshToken token(ResultSet rs) throws SQLException {
        return new RefreshToken(
                rs.getObject("id", UUID.class),
                rs.getObject("family_id", UUID.class),
                rs.getObject("user_id", UUID.class),
                rs.getString("token_hash"),
                rs.getTimestamp("created_at").toInstant(),
                rs.getTimestamp("expires_at").toInstant(),
                instant(rs, "spent_at"),
                instant(rs, "revoked_at"));
    }

    private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        var timestamp = rs.getTimestamp(column);
        return timestamp == null ? null : timestamp.toInstant();
    }
}
