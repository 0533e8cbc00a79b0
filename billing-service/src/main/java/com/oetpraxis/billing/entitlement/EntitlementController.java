package com.oetpraxis.billing.entitlement;

import com.oetpraxis.billing.entitlement.Reservation.State;
import com.oetpraxis.billing.plan.Tier;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Entitlements for other services (EP-88). */
@RestController
@RequestMapping("/internal/entitlements")
class EntitlementController {

    private final EntitlementService entitlements;

    EntitlementController(EntitlementService entitlements) {
        this.entitlements = entitlements;
    }

    record ReserveRequest(
            @NotNull UUID key,
            @NotNull UUID userId,
            @NotBlank String product,
            @NotBlank String unit,
            @NotNull Tier requiredPlan) {}

    record ReserveResponse(UUID key, State state, Tier tier, int remaining) {}

    record KeyRequest(@NotNull UUID key) {}

    record StateResponse(UUID key, State state) {}

    /**
     * @param status {@code active}, or {@code cancelled} where it ends with {@code validUntil}
     * @param limit sessions in all, -1 for no limit
     * @param remaining sessions that can still be reserved, -1 for no limit
     */
    record EntitlementResponse(
            UUID userId,
            Tier tier,
            UUID planId,
            String planCode,
            String status,
            @Nullable Instant validUntil,
            int used,
            int limit,
            int remaining) {}

    @PostMapping("/reserve")
    ReserveResponse reserve(@Valid @RequestBody ReserveRequest request) {
        var held =
                entitlements.reserve(
                        new EntitlementService.Request(
                                request.key(),
                                request.userId(),
                                request.product(),
                                request.unit(),
                                request.requiredPlan()));
        return new ReserveResponse(held.key(), held.state(), held.tier(), held.remaining());
    }

    @PostMapping("/capture")
    StateResponse capture(@Valid @RequestBody KeyRequest request) {
        return new StateResponse(request.key(), entitlements.capture(request.key()));
    }

    @PostMapping("/release")
    StateResponse release(@Valid @RequestBody KeyRequest request) {
        return new StateResponse(request.key(), entitlements.release(request.key()));
    }

    @GetMapping("/{userId}")
    EntitlementResponse show(
            @PathVariable UUID userId, @RequestParam(defaultValue = "oet") String product) {
        var entitlement = entitlements.show(userId, product);
        var subscription = entitlement.subscription();
        return new EntitlementResponse(
                userId,
                entitlement.tier(),
                entitlement.plan().id(),
                entitlement.plan().code(),
                subscription == null ? "active" : subscription.status(),
                subscription == null ? null : subscription.validUntil(),
                entitlement.used(),
                entitlement.limit(),
                entitlement.remaining());
    }
}
