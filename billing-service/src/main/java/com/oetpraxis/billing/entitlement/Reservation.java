package com.oetpraxis.billing.entitlement;

import com.fasterxml.jackson.annotation.JsonValue;
import com.oetpraxis.billing.plan.Tier;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One unit of an account's allowance, held for a session until it is known whether it took place
 * (TB-43). A hold is captured or released; either is final, and whatever comes after changes
 * nothing: a session that was given back cannot be used up later, a used one not given back.
 *
 * @param key the session's id
 * @param tier what the account was when the unit was taken; free units are counted against a limit
 * @param settledAt when it was captured or released
 */
record Reservation(
        UUID key,
        UUID userId,
        String product,
        String unit,
        Tier tier,
        State state,
        Instant createdAt,
        @Nullable Instant settledAt) {

    enum State {
        HELD,
        CAPTURED,
        RELEASED;

        @JsonValue
        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    static Reservation hold(
            UUID key, UUID userId, String product, String unit, Tier tier, Instant now) {
        return new Reservation(key, userId, product, unit, tier, State.HELD, now, null);
    }

    /** Captured if it was held, else as it is. */
    Reservation capture(Instant now) {
        return settle(State.CAPTURED, now);
    }

    /** Released if it was held, else as it is. */
    Reservation release(Instant now) {
        return settle(State.RELEASED, now);
    }

    boolean isSettled() {
        return state != State.HELD;
    }

    boolean isFor(UUID userId, String product, String unit) {
        return this.userId.equals(userId) && this.product.equals(product) && this.unit.equals(unit);
    }

    private Reservation settle(State settled, Instant now) {
        return isSettled()
                ? this
                : new Reservation(key, userId, product, unit, tier, settled, createdAt, now);
    }
}
