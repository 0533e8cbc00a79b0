package com.oetpraxis.billing.subscription;

import com.oetpraxis.billing.plan.Plan;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A learner's paid plan of one product (TB-02); at most one per learner and product is not expired.
 *
 * @param planName as it was when the plan was taken
 * @param status {@code active}, {@code cancelled} (runs until its period ends) or {@code expired}
 * @param currentPeriodEnd exclusive
 */
@Table("subscriptions")
record Subscription(
        @Id UUID id,
        UUID userId,
        String product,
        UUID planId,
        String planName,
        String status,
        Instant currentPeriodStart,
        Instant currentPeriodEnd,
        Instant createdAt,
        Instant updatedAt,
        @Version int version) {

    /** A subscription whose first period begins now. */
    static Subscription start(UUID id, UUID userId, Plan plan, Instant now) {
        return new Subscription(
                id,
                userId,
                plan.product(),
                plan.id(),
                plan.name(),
                "active",
                now,
                endOfPeriod(plan, now),
                now,
                now,
                0);
    }

    /** The same with its next period beginning now; for a period that is over. */
    Subscription renew(Plan plan, Instant now) {
        if (isLive(now)) {
            throw new IllegalStateException("the period of subscription " + id + " is not over");
        }
        return new Subscription(
                id,
                userId,
                product,
                plan.id(),
                plan.name(),
                "active",
                now,
                endOfPeriod(plan, now),
                createdAt,
                now,
                version);
    }

    /** Whether it gives access now: paid for, and the period is not over. */
    boolean isLive(Instant now) {
        return !status.equals("expired") && now.isBefore(currentPeriodEnd);
    }

    private static Instant endOfPeriod(Plan plan, Instant start) {
        var length =
                switch (plan.interval()) {
                    case "month" -> Period.ofMonths(1);
                    case "year" -> Period.ofYears(1);
                    default ->
                            throw new IllegalArgumentException(
                                    "nobody subscribes to " + plan.code());
                };
        return start.atZone(ZoneOffset.UTC).plus(length).toInstant();
    }
}
