package com.oetpraxis.gateway.redis;

import java.time.Duration;

/** Makes a connection as the application does. */
public final class RedisStarter {

    private RedisStarter() {}

    public static Redis at(String url) {
        return new Redis(new RedisProperties(url, Duration.ofMillis(500)));
    }
}
