package com.oetpraxis.session.analytics;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Projections of what happens to accounts; each can be written any number of times. */
@Repository
class People {

    private final JdbcClient jdbc;

    People(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void registered(UUID userId, String role, @Nullable String profession, Instant at) {
        jdbc.sql(
                        """
                        insert into learners (user_id, role, profession, registered_at)
                        values (?, ?, ?, ?) on conflict (user_id) do nothing
                        """)
                .params(Arrays.asList(userId, role, profession, Timestamp.from(at)))
                .update();
    }

    void changedProfession(UUID userId, String profession) {
        jdbc.sql("update learners set profession = ? where user_id = ?")
                .params(profession, userId)
                .update();
    }

    void signedIn(UUID userId, Instant at) {
        jdbc.sql("insert into sign_in_days (user_id, day) values (?, ?) on conflict do nothing")
                .params(userId, LocalDate.ofInstant(at, ZoneOffset.UTC))
                .update();
    }

    void activated(
            UUID userId,
            UUID subscriptionId,
            String tier,
            Instant at,
            @Nullable Instant validUntil) {
        jdbc.sql(
                        """
                        insert into plan_activations
                            (subscription_id, user_id, tier, activated_at, valid_until)
                        values (?, ?, ?, ?, ?) on conflict do nothing
                        """)
                .params(
                        Arrays.asList(
                                subscriptionId,
                                userId,
                                tier,
                                Timestamp.from(at),
                                validUntil == null ? null : Timestamp.from(validUntil)))
                .update();
    }
}
