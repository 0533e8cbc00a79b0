package com.oetpraxis.billing.entitlement;

import com.oetpraxis.shared.event.EventSubscription;
import java.util.Objects;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What session-service tells settles the holds. */
@Configuration(proxyBeanMethods = false)
class SessionEvents {

    record SessionStarted(UUID sessionId) {
        SessionStarted {
            Objects.requireNonNull(sessionId, "sessionId");
        }
    }

    /**
     * @param started whether the learner had said something that counts
     */
    record SessionEnded(UUID sessionId, boolean started) {
        SessionEnded {
            Objects.requireNonNull(sessionId, "sessionId");
        }
    }

    @Bean
    EventSubscription sessionEventsForEntitlements(EntitlementService entitlements) {
        return EventSubscription.on("praxis.session", "billing-service")
                .handle(
                        "session.started",
                        SessionStarted.class,
                        (event, started) -> entitlements.capture(started.sessionId()))
                .handle(
                        "session.cancelled",
                        SessionEnded.class,
                        (event, ended) -> ended(entitlements, ended))
                .handle(
                        "session.expired",
                        SessionEnded.class,
                        (event, ended) -> ended(entitlements, ended));
    }

    private static void ended(EntitlementService entitlements, SessionEnded ended) {
        if (!ended.started()) {
            entitlements.release(ended.sessionId());
        }
    }
}
