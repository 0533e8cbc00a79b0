package com.oetpraxis.shared.web;

import java.security.GeneralSecurityException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code idempotency_keys} (TB-42) of the service's own schema. */
class IdempotencyKeys {

    static final String REPLAYED = "Idempotent-Replayed";

    private static final String HMAC = "HmacSHA256";
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration WAIT = Duration.ofSeconds(2);
    private static final Duration KEPT = Duration.ofHours(24);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final JsonMapper json;
    private final Clock clock;
    private final SecretKeySpec secret;

    IdempotencyKeys(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            JsonMapper json,
            Clock clock,
            byte[] secret) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.json = json;
        this.clock = clock;
        this.secret = new SecretKeySpec(secret, HMAC);
    }

    private record Stored(
            String bodyHash,
            boolean done,
            Instant leaseUntil,
            Instant createdAt,
            @Nullable Integer status,
            @Nullable String location,
            @Nullable String answer) {}

    /** The answer of an earlier call, or the lease under which this one may run. */
    private record Claim(@Nullable Stored stored, Instant lease) {}

    /** The call without a key: the effect in a transaction of its own and nothing stored. */
    IdempotentCall without() {
        return new IdempotentCall() {
            @Override
            public <T> ResponseEntity<?> run(Supplier<ResponseEntity<T>> effect) {
                return inTransaction(effect);
            }

            @Override
            public <P, T> ResponseEntity<?> run(
                    Supplier<P> prepare, Function<P, ResponseEntity<T>> effect) {
                var prepared = prepare.get();
                return inTransaction(() -> effect.apply(prepared));
            }
        };
    }

    IdempotentCall call(UUID user, String route, String key, Supplier<byte[]> body) {
        return new IdempotentCall() {
            @Override
            public <T> ResponseEntity<?> run(Supplier<ResponseEntity<T>> effect) {
                return run(() -> true, ignored -> effect.get());
            }

            @Override
            public <P, T> ResponseEntity<?> run(
                    Supplier<P> prepare, Function<P, ResponseEntity<T>> effect) {
                var claim = claim(user, route, key, hash(body.get()));
                if (claim.stored() != null) {
                    return replay(claim.stored());
                }
                try {
                    var prepared = prepare.get();
                    return inTransaction(() -> {
                        var answer = effect.apply(prepared);
                        store(user, route, key, claim.lease(), answer);
                        return answer;
                    });
                } catch (RuntimeException e) {
                    forget(user, route, key, claim.lease());
                    throw e;
                }
            }
        };
    }

    private <T> ResponseEntity<T> inTransaction(Supplier<ResponseEntity<T>> effect) {
        var answer = transaction.execute(status -> effect.get());
        if (answer == null) {
            throw new IllegalStateException("the effect gave no answer");
        }
        return answer;
    }

    /** Takes the key, or gives the stored answer; waits for a twin that is still running. */
    private Claim claim(UUID user, String route, String key, String hash) {
        var until = clock.instant().plus(WAIT);
        while (true) {
            var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            var lease = now.plus(LEASE);
            var taken =
                    jdbc.sql(
                                    """
                                    insert into idempotency_keys
                                        (user_id, route, idempotency_key, body_hash, done, lease_until, created_at)
                                    values (?, ?, ?, ?, false, ?, ?)
                                    on conflict (user_id, route, idempotency_key) do update
                                        set body_hash = excluded.body_hash, done = false,
                                            lease_until = excluded.lease_until,
                                            created_at = excluded.created_at, answer = null, status = null
                                        where idempotency_keys.created_at < ?
                                           or (not idempotency_keys.done
                                               and idempotency_keys.lease_until < ?
                                               and idempotency_keys.body_hash = excluded.body_hash)
                                    """)
                            .params(
                                    user,
                                    route,
                                    key,
                                    hash,
                                    Timestamp.from(lease),
                                    Timestamp.from(now),
                                    Timestamp.from(now.minus(KEPT)),
                                    Timestamp.from(now))
                            .update();
            if (taken == 1) {
                return new Claim(null, lease);
            }
            var row = find(user, route, key);
            if (row != null && !row.bodyHash().equals(hash)) {
                throw new ProblemException(
                        CommonProblem.UNPROCESSABLE,
                        "This Idempotency-Key was used with another body; take a new key.");
            }
            if (row != null && row.done()) {
                return new Claim(row, row.leaseUntil());
            }
            if (clock.instant().isAfter(until)) {
                throw new ProblemException(
                                CommonProblem.CONFLICT,
                                "The first request with this Idempotency-Key is still running.")
                        .retryAfter(Duration.ofSeconds(1));
            }
            pause();
        }
    }

    private @Nullable Stored find(UUID user, String route, String key) {
        return jdbc.sql(
                        """
                        select body_hash, done, lease_until, created_at, status, location, answer
                        from idempotency_keys
                        where user_id = ? and route = ? and idempotency_key = ?
                        """)
                .params(user, route, key)
                .query((rs, n) ->
                        new Stored(
                                rs.getString("body_hash"),
                                rs.getBoolean("done"),
                                rs.getTimestamp("lease_until").toInstant(),
                                rs.getTimestamp("created_at").toInstant(),
                                (Integer) rs.getObject("status"),
                                rs.getString("location"),
                                rs.getString("answer")))
                .optional()
                .orElse(null);
    }

    /** In the effect's transaction, which a twin's taking over the key undoes. */
    private void store(
            UUID user, String route, String key, Instant lease, ResponseEntity<?> answer) {
        var location = answer.getHeaders().getFirst(HttpHeaders.LOCATION);
        var stored =
                jdbc.sql(
                                """
                                update idempotency_keys
                                set done = true, status = ?, location = ?, answer = ?
                                where user_id = ? and route = ? and idempotency_key = ? and lease_until = ?
                                """)
                        .params(
                                Arrays.asList(
                                        answer.getStatusCode().value(),
                                        location,
                                        answer.getBody() == null
                                                ? null
                                                : json.writeValueAsString(answer.getBody()),
                                        user,
                                        route,
                                        key,
                                        Timestamp.from(lease)))
                        .update();
        if (stored == 0) {
            throw new ProblemException(
                            CommonProblem.CONFLICT,
                            "Another request with this Idempotency-Key has taken over.")
                    .retryAfter(Duration.ofSeconds(1));
        }
    }

    private void forget(UUID user, String route, String key, Instant lease) {
        jdbc.sql(
                        """
                        delete from idempotency_keys
                        where user_id = ? and route = ? and idempotency_key = ? and lease_until = ?
                          and not done
                        """)
                .params(user, route, key, Timestamp.from(lease))
                .update();
    }

    private ResponseEntity<?> replay(Stored stored) {
        var status = stored.status() == null ? 200 : stored.status();
        var response =
                ResponseEntity.status(HttpStatusCode.valueOf(status)).header(REPLAYED, "true");
        if (stored.location() != null) {
            response.header(HttpHeaders.LOCATION, stored.location());
        }
        return stored.answer() == null
                ? response.build()
                : response.contentType(MediaType.APPLICATION_JSON)
                        .body(json.readTree(stored.answer()));
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(CommonProblem.SERVICE_UNAVAILABLE, "Shutting down.");
        }
    }

    /** Keyed, since a body may hold a password that a bare hash would let anyone try out. */
    private String hash(byte[] body) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(secret);
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
