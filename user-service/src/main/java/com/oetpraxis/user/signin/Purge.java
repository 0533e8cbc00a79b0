package com.oetpraxis.user.signin;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Deletes refresh tokens that nobody can use any more (JB-19); a token that comes back later is as
 * unknown as one that was never ours. Instances that run it at once do no harm.
 */
@Component
class Purge {

    private static final Logger log = LoggerFactory.getLogger(Purge.class);

    /** Long after its end, so that a late one is still answered as expired. */
    private static final Duration KEPT = Duration.ofDays(7);

    private final JdbcClient jdbc;
    private final Clock clock;

    Purge(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT6H")
    void run() {
        var before = Timestamp.from(clock.instant().minus(KEPT));
        var deleted =
                jdbc.sql("delete from refresh_tokens where expires_at < ?").param(before).update();
        if (deleted > 0) {
            log.info("Deleted {} refresh tokens that had expired", deleted);
        }
    }
}
