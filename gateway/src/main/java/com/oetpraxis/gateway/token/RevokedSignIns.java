package com.oetpraxis.gateway.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.oetpraxis.gateway.redis.Redis;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The keys {@code auth:revoked:<sid>} that user-service writes. An answer is good for a second: the
 * services look for themselves at every call, so that second is only the gateway's. Without Redis
 * the token's own life stands.
 */
@Component
class RevokedSignIns {

    private static final Logger log = LoggerFactory.getLogger(RevokedSignIns.class);
    private static final long FRESH_MILLIS = 1_000;
    private static final int REMEMBERED = 20_000;

    private final Redis redis;
    private final Clock clock;
    private final Cache<UUID, Answer> answers;
    private final AtomicBoolean away = new AtomicBoolean();

    RevokedSignIns(Redis redis, Clock clock) {
        this.redis = redis;
        this.clock = clock;
        this.answers =
                Caffeine.newBuilder()
                        .maximumSize(REMEMBERED)
                        .expireAfterWrite(Duration.ofMinutes(15))
                        .build();
    }

    private record Answer(boolean revoked, long askedAt) {}

    /** What is known without asking; null where that is too old. A revocation does not age. */
    @Nullable Boolean known(UUID signInId) {
        var answer = answers.getIfPresent(signInId);
        if (answer == null) {
            return null;
        }
        var fresh = clock.millis() - answer.askedAt() < FRESH_MILLIS;
        return (answer.revoked() || fresh) ? answer.revoked() : null;
    }

    Mono<Boolean> ask(UUID signInId) {
        return redis.exists("auth:revoked:" + signInId)
                .doOnNext(revoked -> answered())
                .onErrorResume(error -> {
                    failed(error);
                    return Mono.just(false);
                })
                .doOnNext(revoked -> answers.put(signInId, new Answer(revoked, clock.millis())));
    }

    private void answered() {
        if (away.compareAndSet(true, false)) {
            log.info("Revocations are readable again");
        }
    }

    private void failed(Throwable error) {
        if (away.compareAndSet(false, true)) {
            log.warn(
                    "Revocations were not readable, tokens live their own life: {}",
                    error.toString());
        }
    }
}
