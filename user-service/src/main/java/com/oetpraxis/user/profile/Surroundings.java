package com.oetpraxis.user.profile;

import com.oetpraxis.shared.client.UpstreamException;
import com.oetpraxis.shared.client.UpstreamUnavailableException;
import com.oetpraxis.shared.web.RequestIdFilter;
import com.oetpraxis.user.profile.BillingClient.Entitlement;
import com.oetpraxis.user.profile.SessionClient.Stats;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/**
 * What other services know about the user. Both are asked at once, so that a silent one costs its 2
 * s once; a part that does not answer is null.
 */
@Component
class Surroundings {

    private static final Logger log = LoggerFactory.getLogger(Surroundings.class);

    private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

    private final BillingClient billing;
    private final SessionClient sessions;

    Surroundings(BillingClient billing, SessionClient sessions) {
        this.billing = billing;
        this.sessions = sessions;
    }

    record Known(@Nullable Entitlement entitlement, @Nullable Stats stats) {}

    Known of(UUID userId) {
        var requestId = RequestIdFilter.current();
        var stats =
                CompletableFuture.supplyAsync(
                        () -> {
                            if (requestId != null) {
                                MDC.put(RequestIdFilter.MDC_KEY, requestId);
                            }
                            return new Known(null, ask(() -> sessions.stats(userId)));
                        },
                        THREADS);
        var entitlement = ask(() -> billing.entitlement(userId, "oet"));
        return new Known(entitlement, stats.join().stats());
    }

    private static <T> @Nullable T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (UpstreamUnavailableException e) {
            log.warn("{} did not answer; its part of the profile was left out", e.service());
            return null;
        } catch (UpstreamException e) {
            log.warn(
                    "{} refused with {}; its part of the profile was left out",
                    e.service(),
                    e.status());
            return null;
        }
    }
}
