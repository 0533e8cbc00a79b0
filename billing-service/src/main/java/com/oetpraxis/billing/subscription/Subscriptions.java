package com.oetpraxis.billing.subscription;

import com.oetpraxis.billing.event.BillingTopic;
import com.oetpraxis.billing.plan.Plan;
import com.oetpraxis.shared.event.EventMessage;
import com.oetpraxis.shared.event.Outbox;
import com.oetpraxis.shared.id.Ids;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Subscriptions of learners. */
@Service
public class Subscriptions {

    private static final Logger log = LoggerFactory.getLogger(Subscriptions.class);

    private final SubscriptionRepository subscriptions;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    Subscriptions(SubscriptionRepository subscriptions, Outbox outbox, Ids ids, Clock clock) {
        this.subscriptions = subscriptions;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /** The learner's subscription to this product, if it gives access now. */
    @Transactional(readOnly = true)
    public Optional<LiveSubscription> live(UUID userId, String product) {
        return current(userId, product)
                .filter(subscription -> subscription.isLive(clock.instant()))
                .map(s ->
                        new LiveSubscription(
                                s.id(),
                                s.planId(),
                                s.status(),
                                s.currentPeriodStart(),
                                s.currentPeriodEnd()));
    }

    /**
     * Gives the learner this plan without a payment. A live subscription stays as it is, one whose
     * period is over begins a new one.
     */
    @Transactional
    void grant(UUID userId, Plan plan) {
        var now = clock.instant();
        var current = current(userId, plan.product());
        if (current.isPresent() && current.get().isLive(now)) {
            return;
        }
        var subscription =
                subscriptions.save(
                        current.map(s -> s.renew(plan, now))
                                .orElseGet(
                                        () -> Subscription.start(ids.next(), userId, plan, now)));
        outbox.publish(
                new EventMessage(
                        BillingTopic.NAME,
                        "billing.subscription_activated",
                        subscription.id().toString(),
                        new SubscriptionActivated(
                                userId,
                                plan.tier(),
                                plan.id(),
                                plan.code(),
                                subscription.currentPeriodEnd(),
                                subscription.id())));
        log.info("Granted {} to {} by subscription {}", plan.code(), userId, subscription.id());
    }

    private Optional<Subscription> current(UUID userId, String product) {
        return subscriptions.findByUserIdAndProductAndStatusNot(userId, product, "expired");
    }
}
