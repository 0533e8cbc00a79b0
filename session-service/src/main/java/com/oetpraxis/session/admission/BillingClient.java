package com.oetpraxis.session.admission;

import java.util.UUID;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** billing-service, which alone counts what a learner may still do. */
@FeignClient(name = "billing-service", path = "/internal/entitlements")
interface BillingClient {

    /** Holds one unit under the key; a repeat changes nothing. 403 with the reason if refused. */
    @PostMapping("/reserve")
    void reserve(@RequestBody Reservation reservation);

    /** Gives the unit back, also one whose reservation is on its way; a repeat changes nothing. */
    @PostMapping("/release")
    void release(@RequestBody Key key);

    record Reservation(UUID key, UUID userId, String product, String unit, String requiredPlan) {}

    record Key(UUID key) {}
}
