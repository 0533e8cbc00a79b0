package com.oetpraxis.gateway.limit;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Counts in Redis, and in memory while Redis is away: the door never stands open. After a failure
 * Redis is left alone for a second.
 */
@Component
class FailsafeLimiter {

    private static final Logger log = LoggerFactory.getLogger(FailsafeLimiter.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final RedisLimiter shared;
    private final LocalLimiter local;
    private final Clock clock;
    private volatile long awayUntil;

    FailsafeLimiter(RedisLimiter shared, LocalLimiter local, Clock clock) {
        this.shared = shared;
        this.local = local;
        this.clock = clock;
    }

    Mono<Decision> take(String key, Policy policy) {
        var until = awayUntil;
        if (until != 0 && clock.millis() < until) {
            return local.take(key, policy);
        }
        var asked = shared.take(key, policy);
        if (until != 0) {
            asked = asked.doOnNext(decision -> backAgain());
        }
        return asked.onErrorResume(error -> {
            wentAway(error);
            return local.take(key, policy);
        });
    }

    private synchronized void wentAway(Throwable error) {
        if (awayUntil == 0) {
            log.warn(
                    "Redis did not count a call, limits are kept by this gateway alone: {}",
                    error.toString());
        }
        awayUntil = clock.millis() + PAUSE.toMillis();
    }

    private synchronized void backAgain() {
        if (awayUntil != 0) {
            awayUntil = 0;
            log.info("Redis counts calls again");
        }
    }
}
