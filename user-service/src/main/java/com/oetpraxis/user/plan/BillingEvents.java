package com.oetpraxis.user.plan;

import com.oetpraxis.shared.event.EventSubscription;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What billing-service tells on {@code praxis.billing}. */
@Configuration(proxyBeanMethods = false)
class BillingEvents {

    /**
     * @param tier {@code free} or {@code paid}
     * @param validUntil null where the plan has no end
     */
    record SubscriptionActivated(
            UUID userId, String tier, String planId, @Nullable Instant validUntil) {}

    @Bean
    EventSubscription planChanges(UserPlans plans) {
        return EventSubscription.on("praxis.billing", "user-service")
                .handle(
                        "billing.subscription_activated",
                        SubscriptionActivated.class,
                        (event, told) ->
                                plans.change(
                                        told.userId(),
                                        told.tier(),
                                        told.planId(),
                                        told.validUntil(),
                                        event.time()));
    }
}
