package com.oetpraxis.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.gateway.redis.RedisStarter;
import com.oetpraxis.gateway.testing.TestRedis;
import io.lettuce.core.RedisCommandTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

/** Several gateways and many callers at once: no stretch of a window's length holds over 105%. */
class OvershootTest {

    private static final Duration RUN = Duration.ofSeconds(4);

    @ParameterizedTest
    @CsvSource({
        // limit of a second, limit of three seconds, gateways, callers
        "10, 20, 2, 8",
        "100, 200, 2, 8",
        "400, 900, 3, 12",
        "1000, 100000, 2, 16",
    })
    void noWindowIsOvershotByMoreThanATwentieth(long second, long three, int gateways, int callers)
            throws Exception {
        var policy =
                Policy.of(
                        "test",
                        new Window(Duration.ofSeconds(1), second, false),
                        new Window(Duration.ofSeconds(3), three, true));
        var limits = Limits.of(1);
        var limiters = new ArrayList<RedisLimiter>();
        for (var i = 0; i < gateways; i++) {
            limiters.add(new RedisLimiter(RedisStarter.at(TestRedis.shared()), limits));
        }
        var key = UUID.randomUUID().toString();

        var passed = hammer(limiters, key, policy, callers);

        assertThat(passed).hasSizeGreaterThan((int) Math.min(second, three) - 1);
        assertThat(most(passed, Duration.ofSeconds(1))).isLessThanOrEqualTo(over(second));
        assertThat(most(passed, Duration.ofSeconds(3))).isLessThanOrEqualTo(over(three));
    }

    private static int over(long limit) {
        return (int) Math.floor(limit * 1.05);
    }

    /** The moments at which calls passed, in order. */
    private static List<Long> hammer(
            List<RedisLimiter> limiters, String key, Policy policy, int callers)
            throws InterruptedException, ExecutionException {
        var passed = new ConcurrentLinkedQueue<Long>();
        var end = System.nanoTime() + RUN.toNanos();
        Callable<Void> caller =
                () -> {
                    var random = ThreadLocalRandom.current();
                    while (System.nanoTime() < end) {
                        var limiter = limiters.get(random.nextInt(limiters.size()));
                        var decision = take(limiter, key, policy);
                        if (decision != null && decision.allowed()) {
                            passed.add(System.nanoTime());
                        }
                    }
                    return null;
                };
        try (var threads = Executors.newFixedThreadPool(callers)) {
            for (var done : threads.invokeAll(Collections.nCopies(callers, caller))) {
                done.get();
            }
        }
        return passed.stream().sorted().toList();
    }

    /** A call that Redis answers too late was not let through by it; the gateway then counts. */
    private static @Nullable Decision take(RedisLimiter limiter, String key, Policy policy) {
        return limiter.take(key, policy)
                .onErrorResume(RedisCommandTimeoutException.class, late -> Mono.empty())
                .block();
    }

    /**
     * The fullest stretch. A moment is taken down after the call was let through, by up to some
     * milliseconds on a busy machine, so the stretch measured is that much shorter.
     */
    private static int most(List<Long> moments, Duration length) {
        var nanos = length.minusMillis(20).toNanos();
        var most = 0;
        var first = 0;
        for (var last = 0; last < moments.size(); last++) {
            while (moments.get(last) - moments.get(first) >= nanos) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }
}
