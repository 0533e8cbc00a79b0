package com.oetpraxis.billing.entitlement;

import com.oetpraxis.billing.plan.Tier;
import com.oetpraxis.shared.security.CurrentUser;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the caller has and has used (EP-83, EP-84). */
@RestController
@RequestMapping("/v1/subscriptions")
class SubscriptionController {

    private final EntitlementService entitlements;

    SubscriptionController(EntitlementService entitlements) {
        this.entitlements = entitlements;
    }

    /**
     * @param subscriptionId null for an account that pays nothing, as are the period's ends
     * @param planCode such as {@code plan-free}
     * @param tier {@code free} or {@code paid}
     * @param status {@code active}, or {@code cancelled} where it ends with the period
     * @param currentPeriodStart null for an account that pays nothing
     * @param currentPeriodEnd null for an account that pays nothing
     */
    record CurrentResponse(
            @Nullable UUID subscriptionId,
            UUID planId,
            String planCode,
            String name,
            Tier tier,
            String status,
            @Nullable Instant currentPeriodStart,
            @Nullable Instant currentPeriodEnd,
            UsageResponse usage) {}

    /**
     * @param product whose allowance
     * @param unit what is counted
     * @param used sessions that took place
     * @param held sessions prepared and not begun
     * @param limit sessions in all, -1 for no limit
     * @param remaining sessions that can still be prepared, -1 for no limit
     */
    record UsageResponse(
            String product, String unit, int used, int held, int limit, int remaining) {}

    /**
     * What the caller pays for and has used.
     *
     * @param product whose plan
     */
    @GetMapping("/current")
    CurrentResponse current(CurrentUser user, @RequestParam(defaultValue = "oet") String product) {
        var entitlement = entitlements.show(user.id(), product);
        var subscription = entitlement.subscription();
        var plan = entitlement.plan();
        return new CurrentResponse(
                subscription == null ? null : subscription.id(),
                plan.id(),
                plan.code(),
                plan.name(),
                entitlement.tier(),
                subscription == null ? "active" : subscription.status(),
                subscription == null ? null : subscription.validFrom(),
                subscription == null ? null : subscription.validUntil(),
                usage(entitlement));
    }

    /**
     * How much of the allowance is used.
     *
     * @param product whose allowance
     */
    @GetMapping("/usage")
    UsageResponse usage(CurrentUser user, @RequestParam(defaultValue = "oet") String product) {
        return usage(entitlements.show(user.id(), product));
    }

    private static UsageResponse usage(EntitlementService.Entitlement entitlement) {
        return new UsageResponse(
                entitlement.plan().product(),
                entitlement.plan().unit(),
                entitlement.used(),
                entitlement.held(),
                entitlement.limit(),
                entitlement.remaining());
    }
}
