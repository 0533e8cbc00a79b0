package com.oetpraxis.billing.entitlement;

import com.oetpraxis.billing.plan.Tier;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables usage_counters and reservations. */
@Repository
class AllowanceRepository {

    private static final String ALLOWANCE =
            """
            select c.*,
                   (select count(*) from reservations r
                    where r.user_id = c.user_id and r.product = c.product and r.unit = c.unit
                      and r.state = 'held') as held
            from usage_counters c
            where c.user_id = ? and c.product = ? and c.unit = ?
            """;

    private final JdbcClient jdbc;

    AllowanceRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The account's allowance, made if it is the first time, locked until the transaction ends.
     * Every change of the account's reservations is made under this lock.
     */
    Allowance lock(UUID userId, String product, String unit, int limit, Instant now) {
        jdbc.sql(
                        """
                        insert into usage_counters
                            (user_id, product, unit, usage_limit, created_at, updated_at)
                        values (?, ?, ?, ?, ?, ?) on conflict do nothing
                        """)
                .params(userId, product, unit, limit, Timestamp.from(now), Timestamp.from(now))
                .update();
        return lock(userId, product, unit);
    }

    Allowance lock(UUID userId, String product, String unit) {
        // two statements: the count must see what was committed while the lock was waited for
        jdbc.sql(
                        """
                        select 1 from usage_counters
                        where user_id = ? and product = ? and unit = ? for update
                        """)
                .params(userId, product, unit)
                .query(Integer.class)
                .single();
        return find(userId, product, unit).orElseThrow();
    }

    Optional<Allowance> find(UUID userId, String product, String unit) {
        return jdbc.sql(ALLOWANCE)
                .params(userId, product, unit)
                .query((rs, n) ->
                        new Allowance(
                                userId,
                                product,
                                unit,
                                rs.getInt("used"),
                                rs.getInt("held"),
                                rs.getInt("usage_limit")))
                .optional();
    }

    void addUsed(Allowance allowance, Instant now) {
        jdbc.sql(
                        """
                        update usage_counters set used = used + 1, updated_at = ?
                        where user_id = ? and product = ? and unit = ?
                        """)
                .params(
                        Timestamp.from(now),
                        allowance.userId(),
                        allowance.product(),
                        allowance.unit())
                .update();
    }

    Optional<Reservation> findReservation(UUID key) {
        return jdbc.sql("select * from reservations where key = ? and user_id is not null")
                .param(key)
                .query((rs, n) -> reservation(rs))
                .optional();
    }

    /** Adds a hold; false if the key is taken. */
    boolean insert(Reservation hold) {
        return jdbc.sql(
                                """
                                insert into reservations
                                    (key, user_id, product, unit, tier, state, created_at, checked_at)
                                values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                                """)
                        .params(
                                hold.key(),
                                hold.userId(),
                                hold.product(),
                                hold.unit(),
                                hold.tier().code(),
                                hold.state().code(),
                                Timestamp.from(hold.createdAt()),
                                Timestamp.from(hold.createdAt()))
                        .update()
                == 1;
    }

    /**
     * Closes a key under which nothing was reserved; false if something is, or if it is closed
     * already. A reservation of the key that is not committed yet is waited for.
     */
    boolean close(UUID key, Instant now) {
        return jdbc.sql(
                                """
                                insert into reservations
                                    (key, state, created_at, checked_at, settled_at)
                                values (?, 'released', ?, ?, ?) on conflict do nothing
                                """)
                        .params(key, Timestamp.from(now), Timestamp.from(now), Timestamp.from(now))
                        .update()
                == 1;
    }

    boolean isClosed(UUID key) {
        return jdbc.sql("select count(*) from reservations where key = ? and user_id is null")
                        .param(key)
                        .query(Integer.class)
                        .single()
                == 1;
    }

    void settle(Reservation settled, Instant now) {
        jdbc.sql("update reservations set state = ?, settled_at = ? where key = ?")
                .params(settled.state().code(), Timestamp.from(now), settled.key())
                .update();
    }

    /** Keys of holds that nobody has asked about since this time, the oldest first. */
    List<UUID> heldUncheckedSince(Instant time, int limit) {
        return jdbc.sql(
                        """
                        select key from reservations
                        where state = 'held' and checked_at <= ? order by checked_at limit ?
                        """)
                .params(Timestamp.from(time), limit)
                .query((rs, n) -> rs.getObject("key", UUID.class))
                .list();
    }

    void checked(UUID key, Instant now) {
        jdbc.sql("update reservations set checked_at = ? where key = ? and state = 'held'")
                .params(Timestamp.from(now), key)
                .update();
    }

    private static Reservation reservation(ResultSet rs) throws SQLException {
        var settledAt = rs.getTimestamp("settled_at");
        return new Reservation(
                rs.getObject("key", UUID.class),
                rs.getObject("user_id", UUID.class),
                rs.getString("product"),
                rs.getString("unit"),
                Tier.of(rs.getString("tier")),
                Reservation.State.of(rs.getString("state")),
                rs.getTimestamp("created_at").toInstant(),
                settledAt == null ? null : settledAt.toInstant());
    }
}
