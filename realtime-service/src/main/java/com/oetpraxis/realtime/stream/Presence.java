package com.oetpraxis.realtime.stream;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/**
 * Which connection each live session is on, and which sessions only stand still because a
 * connection was lost. Kept in Redis so that other instances know; all of it may be lost, and
 * without Redis every stream goes on.
 */
@Component
class Presence {

    private static final Logger log = LoggerFactory.getLogger(Presence.class);
    private static final Duration LIFETIME = Duration.ofMinutes(1);

    /** Renews the entry of a connection, unless another one's has taken its place. */
    private static final RedisScript<Boolean> RENEW =
            RedisScript.of(
                    """
                    local current = redis.call('GET', KEYS[1])
                    if current and current ~= ARGV[1] then
                        return false
                    end
                    redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
                    return true
                    """,
                    Boolean.class);

    private static final RedisScript<Boolean> REMOVE =
            RedisScript.of(
                    """
                    if redis.call('GET', KEYS[1]) == ARGV[1] then
                        redis.call('DEL', KEYS[1])
                    end
                    return true
                    """,
                    Boolean.class);

    private static final Duration DROPPED_LIFETIME = Duration.ofMinutes(20);
    private static final int MOST_DROPPED = 10_000;

    private final StringRedisTemplate redis;
    private final AtomicBoolean away = new AtomicBoolean();
    private final Map<UUID, Boolean> droppedHere =
            Collections.synchronizedMap(
                    new LinkedHashMap<>() {
                        @Override
                        protected boolean removeEldestEntry(Map.Entry<UUID, Boolean> eldest) {
                            return size() > MOST_DROPPED;
                        }
                    });

    Presence(StringRedisTemplate redis) {
        this.redis = redis;
    }

    /** This connection has the session now. */
    void enter(UUID sessionId, UUID connection) {
        quietly(() -> {
            redis.opsForValue().set(liveKey(sessionId), connection.toString(), LIFETIME);
            return true;
        });
    }

    /** Whether the session is still this connection's, as far as anyone knows. */
    boolean stillHas(UUID sessionId, UUID connection) {
        return quietly(() ->
                redis.execute(
                        RENEW,
                        List.of(liveKey(sessionId)),
                        connection.toString(),
                        String.valueOf(LIFETIME.toMillis())));
    }

    void leave(UUID sessionId, UUID connection) {
        quietly(() -> redis.execute(REMOVE, List.of(liveKey(sessionId)), connection.toString()));
    }

    /** The session is paused because its connection was lost: the next one goes on by itself. */
    void dropped(UUID sessionId) {
        droppedHere.put(sessionId, true);
        quietly(() -> {
            redis.opsForValue().set(droppedKey(sessionId), "1", DROPPED_LIFETIME);
            return true;
        });
    }

    /** Whether the session was paused by a lost connection; forgets it. */
    boolean takeDropped(UUID sessionId) {
        boolean here = droppedHere.remove(sessionId) != null;
        boolean elsewhere =
                quietly(
                        () -> redis.opsForValue().getAndDelete(droppedKey(sessionId)) != null,
                        false);
        return here || elsewhere;
    }

    private boolean quietly(java.util.function.BooleanSupplier action) {
        return quietly(action, true);
    }

    private boolean quietly(java.util.function.BooleanSupplier action, boolean otherwise) {
        try {
            boolean result = action.getAsBoolean();
            away.set(false);
            return result;
        } catch (DataAccessException e) {
            if (!away.getAndSet(true)) {
                log.warn("Redis is away, presence is not known to other instances", e);
            }
            return otherwise;
        }
    }

    private static String liveKey(UUID sessionId) {
        return "stream:live:" + sessionId;
    }

    private static String droppedKey(UUID sessionId) {
        return "stream:dropped:" + sessionId;
    }
}
