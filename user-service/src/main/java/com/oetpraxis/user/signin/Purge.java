package com.oetpraxis.user.signin;

import com.oetpraxis.user.account.VerificationTokens;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Deletes refresh tokens and links of mails that nobody can use any more (JB-19); a token that
 * comes back later is as unknown as one that was never ours. Instances that run it at once do no
 * harm.
 */
@Component
class Purge {

    private static final Logger log = LoggerFactory.getLogger(Purge.class);

    /** Long after its end, so that a late one is still answered as expired. */
    private static final Duration KEPT = Duration.ofDays(7);

    private final JdbcClient jdbc;
    private final VerificationTokens links;
    private final Clock clock;

    Purge(JdbcClient jdbc, VerificationTokens links, Clock clock) {
        this.jdbc = jdbc;
        this.links = links;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT6H")
    void run() {
        var before = clock.instant().minus(KEPT);
        var deleted =
                jdbc.sql("delete from refresh_tokens where expires_at < ?")
                        .param(Timestamp.from(before))
                        .update();
        var links = this.links.deleteExpiredBefore(before);
        if (deleted + links > 0) {
            log.info("Deleted {} refresh tokens and {} links that had expired", deleted, links);
        }
    }
}
