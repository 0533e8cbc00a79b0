package com.oetpraxis.user.account;

import com.oetpraxis.shared.id.Ids;
import com.oetpraxis.user.secret.OpaqueToken;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The tokens of verification links, in {@code one_time_tokens} (TB-11). */
@Component
public class VerificationTokens {

    /** How long a link is good. */
    public static final Duration LIFETIME = Duration.ofHours(24);

    /** A mailbox gets no more verification mails than this in an hour, whoever asks. */
    private static final int MAILS_PER_HOUR = 5;

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
     * One for a mail, unless the account has had its mails of this hour; empty then. Mails of one
     * account wait for each other here, so that a rush after an outage does not exceed them.
     */
    @Transactional
    public Optional<OpaqueToken> issueForMail(UUID userId) {
        jdbc.sql("select 1 from users where id = ? for no key update")
                .param(userId)
                .query(Integer.class)
                .optional();
        return mayMail(userId) ? Optional.of(issue(userId)) : Optional.empty();
    }

    /** The mail with this token could not be sent: it counts for nothing, but stays good. */
    @Transactional
    public void notSent(OpaqueToken token) {
        jdbc.sql("update one_time_tokens set failed_at = ? where token_hash = ?")
                .params(Timestamp.from(clock.instant()), token.hash())
                .update();
    }

    /** Deletes what has expired before this time, used or not, and tells how many there were. */
    @Transactional
    public int deleteExpiredBefore(Instant time) {
        return jdbc.sql("delete from one_time_tokens where expires_at < ?")
                .param(Timestamp.from(time))
                .update();
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

    /** Whether the account may get another mail now. */
    boolean mayMail(UUID userId) {
        var hourAgo = clock.instant().minus(Duration.ofHours(1));
        return jdbc.sql(
                                """
                                select count(*) from one_time_tokens
                                where user_id = ? and purpose = 'verify' and created_at > ?
                                  and failed_at is null
                                """)
                        .params(userId, Timestamp.from(hourAgo))
                        .query(Integer.class)
                        .single()
                < MAILS_PER_HOUR;
    }
}
