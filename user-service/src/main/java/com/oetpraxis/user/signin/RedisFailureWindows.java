package com.oetpraxis.user.signin;

import com.oetpraxis.user.signin.FailedSignIns.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/** Counts in Redis, for all instances; one script, so that twins cannot slip through together. */
@Component
class RedisFailureWindows implements FailureWindows {

    private static final RedisScript<Long> SCRIPT =
            RedisScript.of(
                    """
                    local now, window = tonumber(ARGV[1]), tonumber(ARGV[2])
                    local wait = 0
                    for i, key in ipairs(KEYS) do
                        redis.call('ZREMRANGEBYSCORE', key, '-inf', now - window)
                        if redis.call('ZCARD', key) >= tonumber(ARGV[2 + i]) then
                            local oldest = redis.call('ZRANGE', key, 0, 0, 'WITHSCORES')
                            wait = math.max(wait, tonumber(oldest[2]) + window - now)
                        end
                    end
                    if wait > 0 then return wait end
                    if ARGV[5] == 'fail' then
                        for _, key in ipairs(KEYS) do
                            redis.call('ZADD', key, now, ARGV[6])
                            redis.call('PEXPIRE', key, window)
                        end
                    elseif ARGV[5] == 'succeed' then
                        redis.call('DEL', KEYS[1])
                    end
                    return 0
                    """,
                    Long.class);

    private final StringRedisTemplate redis;

    RedisFailureWindows(StringRedisTemplate redis) {
        this.redis = redis;
    }

    @Override
    public Duration apply(Step step, Attempt attempt, Instant now) {
        var wait =
                redis.execute(
                        SCRIPT,
                        List.of(
                                "auth:failed:account:" + attempt.accountKey(),
                                "auth:failed:address:" + attempt.address()),
                        String.valueOf(now.toEpochMilli()),
                        String.valueOf(FailedSignIns.WINDOW.toMillis()),
                        String.valueOf(FailedSignIns.PER_ACCOUNT),
                        String.valueOf(FailedSignIns.PER_ADDRESS),
                        step.name().toLowerCase(Locale.ROOT),
                        UUID.randomUUID().toString());
        return Duration.ofMillis(wait);
    }
}
