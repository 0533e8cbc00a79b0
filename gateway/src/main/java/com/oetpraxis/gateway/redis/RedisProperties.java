package com.oetpraxis.gateway.redis;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param url such as {@code redis://:password@host:6379/0}
 * @param timeout of one command; then Redis counts as away
 */
@ConfigurationProperties("gateway.redis")
record RedisProperties(String url, @DefaultValue("250ms") Duration timeout) {}
