package com.oetpraxis.billing.subscription;

import com.oetpraxis.billing.plan.Plans;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** At the start, sees to it that the accounts of {@link SubscriptionProperties} have their plan. */
@Component
class GrantedSubscriptions implements ApplicationRunner {

    private final SubscriptionProperties properties;
    private final Plans plans;
    private final Subscriptions subscriptions;

    GrantedSubscriptions(
            SubscriptionProperties properties, Plans plans, Subscriptions subscriptions) {
        this.properties = properties;
        this.plans = plans;
        this.subscriptions = subscriptions;
    }

    @Override
    public void run(ApplicationArguments args) {
        for (var grant : properties.granted()) {
            var plan =
                    plans.findByCode(grant.planCode())
                            .orElseThrow(() ->
                                    new IllegalStateException(
                                            "subscription.granted names the unknown plan "
                                                    + grant.planCode()));
            subscriptions.grant(grant.userId(), plan);
        }
    }
}
