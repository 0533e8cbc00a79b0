package com.oetpraxis.user.profile;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** What billing-service knows about a learner's plan; only to be shown. */
@FeignClient(name = "billing-service")
interface BillingClient {

    /**
     * @param tier {@code free} or {@code paid}
     * @param planCode the plan's stable name, such as {@code plan-monthly}
     * @param validUntil null where the plan has no end
     * @param limit sessions; -1 is no limit
     */
    record Entitlement(
            String tier,
            @Nullable String planCode,
            String status,
            @Nullable Instant validUntil,
            int used,
            int limit) {}

    @GetMapping("/internal/entitlements/{userId}")
    Entitlement entitlement(
            @PathVariable("userId") UUID userId, @RequestParam("product") String product);
}
