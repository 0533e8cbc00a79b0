package com.oetpraxis.user.mail;

import com.oetpraxis.user.account.VerificationTokens;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.EventPublication;
import org.springframework.modulith.events.FailedEventPublications;
import org.springframework.modulith.events.ResubmissionOptions;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Hands a mail that could not be sent, such as while the mail server was away, to its listener
 * again: after a delay that doubles with each failure, for as long as its link would have been
 * good.
 */
@Component
class MailRetry {

    private static final Logger log = LoggerFactory.getLogger(MailRetry.class);

    /** At a time, so that a long outage does not end in a rush. */
    private static final int BATCH = 50;

    /** Looked through for those that are due; far more than fail in a day. */
    private static final int MOST_READ = 10_000;

    private static final Duration LONGEST_DELAY = Duration.ofHours(1);
    private static final Duration GIVEN_UP_AFTER = VerificationTokens.LIFETIME;

    private final FailedEventPublications failed;
    private final JdbcClient jdbc;
    private final MailProperties properties;
    private final MeterRegistry meters;
    private final Clock clock;

    MailRetry(
            FailedEventPublications failed,
            JdbcClient jdbc,
            MailProperties properties,
            MeterRegistry meters,
            Clock clock) {
        this.failed = failed;
        this.jdbc = jdbc;
        this.properties = properties;
        this.meters = meters;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT5S")
    void retry() {
        var now = clock.instant();
        var due = new AtomicInteger();
        failed.resubmit(
                ResubmissionOptions.defaults()
                        .withMinAge(properties.retryAfter())
                        .withBatchSize(MOST_READ)
                        .withMaxInFlight(BATCH)
                        .withFilter(mail -> isDue(mail, now) && due.incrementAndGet() <= BATCH));
    }

    /** One error for all of an hour: somebody should look, but not at each mistyped address. */
    @Scheduled(fixedDelayString = "PT1H")
    void giveUp() {
        var count =
                jdbc.sql(
                                """
                                delete from event_publication
                                where status = 'FAILED' and publication_date <= ?
                                """)
                        .param(Timestamp.from(clock.instant().minus(GIVEN_UP_AFTER)))
                        .update();
        if (count > 0) {
            meters.counter("mail.given.up").increment(count);
            log.error("Gave up {} mails that could not be sent for a day", count);
        }
    }

    /** How long a mail waits that has failed this often. */
    Duration delay(int failures) {
        var delay = properties.retryAfter();
        for (var n = 1; n < failures && delay.compareTo(LONGEST_DELAY) < 0; n++) {
            delay = delay.multipliedBy(2);
        }
        return delay.compareTo(LONGEST_DELAY) < 0 ? delay : LONGEST_DELAY;
    }

    private boolean isDue(EventPublication mail, Instant now) {
        if (!mail.getPublicationDate().isAfter(now.minus(GIVEN_UP_AFTER))) {
            return false;
        }
        @Nullable Instant last = mail.getLastResubmissionDate();
        var since = last == null ? mail.getPublicationDate() : last;
        return !since.plus(delay(mail.getCompletionAttempts())).isAfter(now);
    }
}
