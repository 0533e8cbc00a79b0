package com.oetpraxis.billing.entitlement;

import com.oetpraxis.billing.entitlement.Reservation.State;
import com.oetpraxis.billing.plan.Tier;
import com.oetpraxis.shared.document.Refuses;
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

    /**
     * @param key the session's id
     * @param product such as {@code oet}
     * @param unit such as {@code session}
     * @param requiredPlan what the scenario asks for
     */
    record ReserveRequest(
            @NotNull UUID key,
            @NotNull UUID userId,
            @NotBlank String product,
            @NotBlank String unit,
            @NotNull Tier requiredPlan) {}

    /**
     * @param state {@code held}, or what became of it since
     * @param remaining after this one, -1 for no limit
     */
    record ReserveResponse(UUID key, State state, Tier tier, int remaining) {}

    /**
     * @param key of the reservation
     */
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

    /** Holds one unit of the allowance; the same key gives the same answer. */
    @Refuses(
            status = 403,
            when = "PER001 PLAN_REQUIRED or SUBSCRIPTION_REQUIRED, with details.upgradeUrl")
    @Refuses(
            status = 409,
            when = "RES002: the key stands for another reservation, or was released before this")
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

    /** Counts a held unit as used; a repeat changes nothing. */
    @Refuses(status = 404, when = "RES001: nothing was reserved under the key")
    @PostMapping("/capture")
    StateResponse capture(@Valid @RequestBody KeyRequest request) {
        return new StateResponse(request.key(), entitlements.capture(request.key()));
    }

    /**
     * Gives a held unit back; a repeat changes nothing. Where nothing was reserved, nothing can be
     * reserved under the key any more.
     */
    @PostMapping("/release")
    StateResponse release(@Valid @RequestBody KeyRequest request) {
        return new StateResponse(request.key(), entitlements.release(request.key()));
    }

    /**
     * What a user has, to be shown and not to decide by.
     *
     * @param userId whose entitlement
     * @param product whose plan
     */
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
