package com.oetpraxis.shared.security;

import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;

/** The keys {@code auth:revoked:<sid>} that user-service writes. */
class RedisRevokedSignIns implements RevokedSignIns {

    private static final Logger log = LoggerFactory.getLogger(RedisRevokedSignIns.class);

    private final StringRedisTemplate redis;

    RedisRevokedSignIns(StringRedisTemplate redis) {
        this.redis = redis;
    }

    @Override
    public boolean contains(UUID signInId) {
        try {
            return Boolean.TRUE.equals(redis.hasKey("auth:revoked:" + signInId));
        } catch (DataAccessException e) {
            log.warn("Revocations were not readable; the token's own life stands");
            return false;
        }
    }
}
