package com.oetpraxis.user.mail;

import org.springframework.modulith.events.FailedEventPublications;
import org.springframework.modulith.events.ResubmissionOptions;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Hands what failed, such as a mail while the mail server was away, to its listener again. */
@Component
class MailRetry {

    /** At a time, so that a long outage does not end in a rush. */
    private static final int BATCH = 50;

    private final FailedEventPublications failed;
    private final MailProperties properties;

    MailRetry(FailedEventPublications failed, MailProperties properties) {
        this.failed = failed;
        this.properties = properties;
    }

    @Scheduled(fixedDelayString = "PT5S")
    void retry() {
        failed.resubmit(
                ResubmissionOptions.defaults()
                        .withMinAge(properties.retryAfter())
                        .withBatchSize(BATCH)
                        .withMaxInFlight(BATCH));
    }
}
