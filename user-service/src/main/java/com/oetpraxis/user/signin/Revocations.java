package com.oetpraxis.user.signin;

import com.oetpraxis.user.token.AccessTokens;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/** Tells gateway and services which sign-ins have ended while their access tokens still live. */
@Component
class Revocations {

    private static final Logger log = LoggerFactory.getLogger(Revocations.class);

    /** As long as a token lives, and what clocks may differ by. */
    private static final Duration KEPT = AccessTokens.LIFETIME.plusSeconds(10);

    private final StringRedisTemplate redis;

    Revocations(StringRedisTemplate redis) {
        this.redis = redis;
    }

    void add(UUID signInId) {
        try {
            redis.opsForValue().set("auth:revoked:" + signInId, "1", KEPT);
        } catch (DataAccessException e) {
            log.warn(
                    "Sign-in {} was ended, but Redis did not answer: its access token lives on to"
                            + " its end",
                    signInId);
        }
    }
}
