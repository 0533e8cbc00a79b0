package com.oetpraxis.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.oetpraxis.gateway.redis.Redis;
import com.oetpraxis.gateway.redis.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The windows that all gateways share. Each is cut into 20 slots; a slot counts until all of it has
 * left the window, so a window never holds more than its limit, and frees up to a twentieth late.
 *
 * <p>Where the limits are large enough, a gateway takes a lot in advance and hands it out without
 * asking. A lot counts as used when it is taken; the part that is handed out later than that can
 * overshoot a window by no more than what all gateways hold at a time, which the script keeps below
 * 5% of the smallest limit.
 */
@Component
class RedisLimiter implements Limiter {

    static final int SLOTS = 20;

    private static final Script SCRIPT = Script.of("limit/take.lua");
    private static final int CLIENTS = 100_000;

    private final Redis redis;
    private final LimitProperties properties;
    private final String instance = UUID.randomUUID().toString().substring(0, 8);
    private final Cache<String, Lot> lots =
            Caffeine.newBuilder()
                    .maximumSize(CLIENTS)
                    .expireAfterAccess(Duration.ofMinutes(5))
                    .build();

    RedisLimiter(Redis redis, LimitProperties properties) {
        this.redis = redis;
        this.properties = properties;
    }

    @Override
    public Mono<Decision> take(String key, Policy policy) {
        var name = "gateway:limit:" + policy.name() + ':' + key;
        if (policy.lot() == 0) {
            return ask(name, policy, false, null).map(Grant::decision);
        }
        var lot = lots.get(name, k -> new Lot());
        var held = lot.take();
        if (held != null) {
            return Mono.just(held);
        }
        if (!lot.beginRenewal()) {
            return ask(name, policy, false, null).map(Grant::decision);
        }
        var asked = System.nanoTime();
        return ask(name, policy, true, lot.unused())
                .doOnNext(grant -> lot.renew(grant, asked, properties.lotLife()))
                .doFinally(signal -> lot.endRenewal())
                .map(grant -> grant.decision().withMore(grant.given() - 1));
    }

    /**
     * @param given the calls that this one brings, itself included; 0 where it is refused
     * @param takenAt Redis's time
     */
    record Grant(long given, long takenAt, Decision decision) {}

    private Mono<Grant> ask(
            String name, Policy policy, boolean lease, Lot.@Nullable Unused unused) {
        var arguments = new ArrayList<String>();
        arguments.add(instance);
        arguments.add(lease ? "1" : "0");
        arguments.add(Long.toString(policy.lot()));
        arguments.add(Long.toString(properties.lotLife().toMillis()));
        arguments.add(Long.toString(unused == null ? 0 : unused.calls()));
        arguments.add(Long.toString(unused == null ? 0 : unused.takenAt()));
        for (var window : policy.windows()) {
            arguments.add(Long.toString(window.length().toMillis()));
            arguments.add(Long.toString(window.limit()));
        }
        return redis.evaluate(SCRIPT, name, arguments.toArray(String[]::new))
                .map(answer -> grant(policy, answer));
    }

    /** The script answers {@code given, now} and for each window {@code used, leaves}. */
    private static Grant grant(Policy policy, List<Long> answer) {
        long given = answer.get(0);
        long now = answer.get(1);
        var used = new ArrayList<Long>();
        var leaves = new ArrayList<Long>();
        for (var i = 2; i < answer.size(); i += 2) {
            used.add(answer.get(i));
            leaves.add(answer.get(i + 1));
        }
        return new Grant(given, now, Decision.of(policy, given > 0, now, used, leaves));
    }
}
