package com.oetpraxis.realtime.ticket;

import java.lang.reflect.Proxy;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** A Redis that cannot be reached, and what is built on it. */
public final class RedisAway {

    private RedisAway() {}

    public static StringRedisTemplate template() {
        var factory =
                (RedisConnectionFactory)
                        Proxy.newProxyInstance(
                                RedisAway.class.getClassLoader(),
                                new Class<?>[] {RedisConnectionFactory.class},
                                (_, _, _) -> {
                                    throw new RedisConnectionFailureException("away");
                                });
        var template = new StringRedisTemplate();
        template.setConnectionFactory(factory);
        template.afterPropertiesSet();
        return template;
    }

    public static Tickets tickets() {
        return new Tickets(template());
    }
}
