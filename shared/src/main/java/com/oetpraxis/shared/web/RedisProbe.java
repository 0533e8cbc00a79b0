package com.oetpraxis.shared.web;

import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** Redis, which holds only what may be lost: without it a service is degraded. */
record RedisProbe(RedisConnectionFactory redis) implements DependencyProbe {

    @Override
    public String healthName() {
        return "cache";
    }

    @Override
    public String readyName() {
        return "redis";
    }

    @Override
    public boolean required() {
        return false;
    }

    @Override
    public boolean isUp() {
        try (var connection = redis.getConnection()) {
            return "PONG".equals(connection.ping());
        } catch (DataAccessException e) {
            return false;
        }
    }
}
