package com.oetpraxis.billing.subscription;

import com.oetpraxis.billing.plan.Tier;
import java.time.Instant;
import java.util.UUID;

/**
 * {@code billing.subscription_activated}: an account is paid for, from now on or again.
 *
 * @param planCode the plan's stable code, such as {@code plan-monthly}
 * @param validUntil end of the current period
 */
record SubscriptionActivated(
        UUID userId,
        Tier tier,
        UUID planId,
        String planCode,
        Instant validUntil,
        UUID subscriptionId) {}
