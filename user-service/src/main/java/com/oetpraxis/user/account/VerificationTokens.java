package com.oetpraxis.user.account;

import com.oetpraxis.shared.id.Ids;
import com.oetpraxis.user.secret.OpaqueToken;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The tokens of verification links, in {@code one_time_tokens} (TB-11). */
@Component
public class VerificationTokens {

    static final Duration LIFETIME = Duration.ofHours(24);

    private final JdbcClient jdbc;
    private final Ids ids;
    private final Clock clock;

    VerificationTokens(JdbcClient jdbc, Ids ids, Clock clock) {
        this.jdbc = jdbc;
        this.ids = ids;
        this.clock = clock;
    }

    /** A new one, good for 24 hours; those before it stay good until one of them is used. */
    @Transactional
    public OpaqueToken issue(UUID userId) {
        var token = OpaqueToken.random();
        var now = clock.instant();
        jdbc.sql(
                        """
                        insert into one_time_tokens
                            (id, user_id, purpose, token_hash, created_at, expires_at)
                        values (?, ?, 'verify', ?, ?, ?)
                        """)
                .params(
                        ids.next(),
                        userId,
                        token.hash(),
                        Timestamp.from(now),
                        Timestamp.from(now.plus(LIFETIME)))
                .update();
        return token;
    }

    /**
     * Uses the token up, and with it all others of the user; empty if it is not good (any more).
     */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<UUID> redeem(OpaqueToken token) {
        var now = Timestamp.from(clock.instant());
        var user =
                jdbc.sql(
                                """
                                update one_time_tokens set used_at = ?
                                where token_hash = ? and purpose = 'verify'
                                  and used_at is null and expires_at > ?
                                returning user_id
                                """)
                        .params(now, token.hash(), now)
                        .query(UUID.class)
                        .optional();
        user.ifPresent(id ->
                jdbc.sql(
                                """
                                update one_time_tokens set used_at = ?
                                where user_id = ? and purpose = 'verify' and used_at is null
                                """)
                        .params(now, id)
                        .update());
        return user;
    }

    /** How many were made for the user within this time. */
    int issuedWithin(UUID userId, Duration time) {
        return jdbc.sql(
                        """
                        select count(*) from one_time_tokens
                        where user_id = ? and purpose = 'verify' and created_at > ?
                        """)
                .params(userId, Timestamp.from(clock.instant().minus(time)))
                .query(Integer.class)
                .single();
    }
}
