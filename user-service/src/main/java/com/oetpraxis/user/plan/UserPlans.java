package com.oetpraxis.user.plan;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code user_plan} (TB-44). It is only shown; billing-service decides. */
@Component
public class UserPlans {

    /** Of whoever has no valid subscription. */
    public static final String FREE = "free";

    private final JdbcClient jdbc;
    private final Clock clock;

    UserPlans(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The {@code plan} claim of a token made now: {@code free} or {@code paid} (CX-28). */
    public String tier(UUID userId) {
        return jdbc.sql(
                        """
                        select tier from user_plan
                        where user_id = ? and (valid_until is null or valid_until > ?)
                        """)
                .params(userId, Timestamp.from(clock.instant()))
                .query(String.class)
                .optional()
                .orElse(FREE);
    }

    /**
     * Takes over what billing-service told, unless something later is known already.
     *
     * @param at when it happened
     */
    void change(UUID userId, String tier, String planId, @Nullable Instant validUntil, Instant at) {
        jdbc.sql(
                        """
                        insert into user_plan (user_id, tier, plan_id, valid_until, changed_at)
                        values (:user, :tier, :plan, :until, :at)
                        on conflict (user_id) do update
                        set tier = excluded.tier, plan_id = excluded.plan_id,
                            valid_until = excluded.valid_until, changed_at = excluded.changed_at
                        where user_plan.changed_at <= excluded.changed_at
                        """)
                .param("user", userId)
                .param("tier", tier)
                .param("plan", planId)
                .param(
                        "until",
                        validUntil == null ? null : validUntil.atOffset(ZoneOffset.UTC),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("at", Timestamp.from(at))
                .update();
    }
}
