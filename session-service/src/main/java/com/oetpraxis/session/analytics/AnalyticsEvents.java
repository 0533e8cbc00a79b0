package com.oetpraxis.session.analytics;

import com.oetpraxis.shared.event.EventSubscription;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What user- and billing-service tell that is counted here. */
@Configuration(proxyBeanMethods = false)
class AnalyticsEvents {

    private static final String GROUP = "session-service";

    record UserRegistered(UUID userId, @Nullable String profession, String role) {}

    record ProfessionChanged(UUID userId, String to) {}

    record LoginSucceeded(UUID userId) {}

    record SubscriptionActivated(
            UUID userId, String tier, UUID subscriptionId, @Nullable Instant validUntil) {}

    @Bean
    EventSubscription peopleCounted(People people) {
        return EventSubscription.on("praxis.user", GROUP)
                .handle(
                        "user.registered",
                        UserRegistered.class,
                        (event, told) ->
                                people.registered(
                                        told.userId(),
                                        told.role(),
                                        told.profession(),
                                        event.time()))
                .handle(
                        "user.profession_changed",
                        ProfessionChanged.class,
                        (event, told) -> people.changedProfession(told.userId(), told.to()))
                .handle(
                        "user.login_succeeded",
                        LoginSucceeded.class,
                        (event, told) -> people.signedIn(told.userId(), event.time()));
    }

    @Bean
    EventSubscription plansCounted(People people) {
        return EventSubscription.on("praxis.billing", GROUP)
                .handle(
                        "billing.subscription_activated",
                        SubscriptionActivated.class,
                        (event, told) ->
                                people.activated(
                                        told.userId(),
                                        told.subscriptionId(),
                                        told.tier(),
                                        event.time(),
                                        told.validUntil()));
    }
}
