package com.oetpraxis.billing.entitlement;

import com.oetpraxis.billing.entitlement.Reservation.State;
import com.oetpraxis.billing.event.BillingTopic;
import com.oetpraxis.billing.plan.Plan;
import com.oetpraxis.billing.plan.Plans;
import com.oetpraxis.billing.plan.Tier;
import com.oetpraxis.billing.subscription.LiveSubscription;
import com.oetpraxis.billing.subscription.Subscriptions;
import com.oetpraxis.shared.event.EventMessage;
import com.oetpraxis.shared.event.Outbox;
import com.oetpraxis.shared.web.CommonProblem;
import com.oetpraxis.shared.web.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Decides what an account may take (BR-04, 05, 34 to 36). Every decision and every change is made
 * under the lock of the account's usage counter, from committed rows, never from a cache.
 */
@Service
class EntitlementService {

    private static final Logger log = LoggerFactory.getLogger(EntitlementService.class);

    private final AllowanceRepository allowances;
    private final Plans plans;
    private final Subscriptions subscriptions;
    private final Outbox outbox;
    private final EntitlementProperties properties;
    private final MeterRegistry meters;
    private final Clock clock;

    EntitlementService(
            AllowanceRepository allowances,
            Plans plans,
            Subscriptions subscriptions,
            Outbox outbox,
            EntitlementProperties properties,
            MeterRegistry meters,
            Clock clock) {
        this.allowances = allowances;
        this.plans = plans;
        this.subscriptions = subscriptions;
        this.outbox = outbox;
        this.properties = properties;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * @param key the id of the session that is to be
     * @param requiredPlan what the session's scenario asks for
     */
    record Request(UUID key, UUID userId, String product, String unit, Tier requiredPlan) {}

    /**
     * @param remaining units that can still be reserved, -1 for no limit
     */
    record Held(UUID key, State state, Tier tier, int remaining) {}

    /**
     * What an account has; a picture of the moment, nothing is decided by it.
     *
     * @param subscription null for an account that pays nothing
     * @param limit units in all, -1 for no limit
     * @param remaining units that can still be reserved, -1 for no limit
     */
    record Entitlement(
            Tier tier,
            Plan plan,
            @Nullable LiveSubscription subscription,
            int used,
            int held,
            int limit,
            int remaining) {}

    /**
     * Holds one unit; the same key again gives the same hold.
     *
     * @throws ProblemException a conflict if the key was released before; PLAN_REQUIRED, then
     *     SUBSCRIPTION_REQUIRED; a conflict if the key stands for another account
     */
    @Transactional
    Held reserve(Request request) {
        var now = clock.instant();
        var free = freePlan(request.product());
        if (!free.unit().equals(request.unit())) {
            throw ProblemException.field(
                    CommonProblem.VALIDATION_FAILED, "unit", "must be " + free.unit());
        }
        var userId = request.userId();
        var allowance =
                allowances.lock(
                        userId, request.product(), request.unit(), free.sessionLimit(), now);
        var known = allowances.findReservation(request.key());
        if (known.isPresent()) {
            return repeated(request, known.get(), allowance);
        }
        if (allowances.isClosed(request.key())) {
            throw keyTaken();
        }
        var tier =
                subscriptions.live(userId, request.product()).isPresent() ? Tier.PAID : Tier.FREE;
        if (tier == Tier.FREE && request.requiredPlan() == Tier.PAID) {
            throw refused(
                    EntitlementProblem.PLAN_REQUIRED,
                    "This scenario belongs to the paid library; choose a plan to practise it.");
        }
        if (tier == Tier.FREE && allowance.remaining() == 0) {
            throw refused(
                            EntitlementProblem.SUBSCRIPTION_REQUIRED,
                            "Your free sessions are used up; choose a plan to go on practising.")
                    .with("used", allowance.used())
                    .with("held", allowance.held())
                    .with("limit", allowance.limit());
        }
        var hold =
                Reservation.hold(
                        request.key(), userId, request.product(), request.unit(), tier, now);
        if (!allowances.insert(hold)) {
            throw keyTaken(); // by another account, whose lock we do not hold, or just closed
        }
        meters.counter("billing.reservations", "state", State.HELD.code()).increment();
        return held(hold, allowance.remaining() - 1);
    }

    /**
     * The session takes place: the unit is used. A unit that was given back before stays so.
     *
     * @throws ProblemException not found if the key was never reserved
     */
    @Transactional
    State capture(UUID key) {
        var seen = allowances.findReservation(key);
        if (seen.isEmpty()) {
            throw new ProblemException(
                    CommonProblem.NOT_FOUND, "Nothing was reserved under " + key + ".");
        }
        var now = clock.instant();
        var allowance = lockOf(seen.get());
        var reservation = allowances.findReservation(key).orElseThrow();
        if (reservation.isSettled()) {
            if (reservation.state() == State.RELEASED) {
                log.warn("Session {} took place after its unit was given back", key);
            }
            return reservation.state();
        }
        var captured = reservation.capture(now);
        allowances.settle(captured, now);
        allowances.addUsed(allowance, now);
        if (captured.tier() == Tier.FREE && allowance.used() + 1 == allowance.limit()) {
            outbox.publish(
                    new EventMessage(
                            BillingTopic.NAME,
                            "billing.usage_limit_reached",
                            captured.userId().toString(),
                            new UsageLimitReached(
                                    captured.userId(), captured.product(), allowance.limit())));
        }
        return settled(captured);
    }

    /**
     * The session does not take place: the unit is given back. A used unit stays used. A key under
     * which nothing is reserved is closed, since its reservation may still be on its way: whoever
     * gave up waiting for it releases at once.
     */
    @Transactional
    State release(UUID key) {
        var now = clock.instant();
        var seen = allowances.findReservation(key);
        if (seen.isEmpty() && !allowances.close(key, now)) {
            seen = allowances.findReservation(key); // reserved just now, or closed before
        }
        if (seen.isEmpty()) {
            return State.RELEASED; // nothing is held under it, which is what was asked for
        }
        lockOf(seen.get());
        var reservation = allowances.findReservation(key).orElseThrow();
        if (reservation.isSettled()) {
            return reservation.state();
        }
        var released = reservation.release(now);
        allowances.settle(released, now);
        return settled(released);
    }

    @Transactional(readOnly = true)
    Entitlement show(UUID userId, String product) {
        var free = freePlan(product);
        var allowance =
                allowances
                        .find(userId, product, free.unit())
                        .orElseGet(() ->
                                new Allowance(
                                        userId, product, free.unit(), 0, 0, free.sessionLimit()));
        return subscriptions
                .live(userId, product)
                .map(live -> paid(live, allowance))
                .orElseGet(() ->
                        new Entitlement(
                                Tier.FREE,
                                free,
                                null,
                                allowance.used(),
                                allowance.held(),
                                allowance.limit(),
                                allowance.remaining()));
    }

    private Entitlement paid(LiveSubscription live, Allowance allowance) {
        var plan = plans.get(live.planId());
        return new Entitlement(
                plan.tier(),
                plan,
                live,
                allowance.used(),
                allowance.held(),
                Plan.UNLIMITED,
                Plan.UNLIMITED);
    }

    private Held repeated(Request request, Reservation known, Allowance allowance) {
        if (!known.isFor(request.userId(), request.product(), request.unit())) {
            throw keyTaken();
        }
        return held(known, allowance.remaining());
    }

    private Plan freePlan(String product) {
        Optional<Plan> free = plans.free(product);
        return free.orElseThrow(() ->
                ProblemException.field(CommonProblem.VALIDATION_FAILED, "product", "is not known"));
    }

    private Allowance lockOf(Reservation reservation) {
        return allowances.lock(reservation.userId(), reservation.product(), reservation.unit());
    }

    private State settled(Reservation reservation) {
        var state = reservation.state();
        meters.counter("billing.reservations", "state", state.code()).increment();
        log.info("The unit of session {} was {}", reservation.key(), state.code());
        return state;
    }

    private ProblemException refused(EntitlementProblem problem, String detail) {
        meters.counter("billing.refusals", "reason", problem.name()).increment();
        return new ProblemException(problem, detail)
                .with("reason", problem.name())
                .with("upgradeUrl", properties.upgradeUrl());
    }

    private static Held held(Reservation reservation, int remaining) {
        return new Held(
                reservation.key(),
                reservation.state(),
                reservation.tier(),
                reservation.tier() == Tier.PAID ? Plan.UNLIMITED : remaining);
    }

    private static ProblemException keyTaken() {
        return new ProblemException(
                CommonProblem.CONFLICT,
                "This key stands for another reservation, or was released.");
    }
}
