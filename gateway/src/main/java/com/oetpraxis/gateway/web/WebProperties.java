package com.oetpraxis.gateway.web;

import java.net.URI;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How requests are let in (catalogue 4.5 and 4.6).
 *
 * @param publicUrl where browsers reach the gateway; its origin is always allowed
 * @param corsOrigins further origins whose pages may call
 * @param trustedProxies networks (CIDR) whose {@code X-Forwarded-For} is believed
 * @param maxBody largest body of a request
 * @param maxHeaders largest sum of a request's headers
 * @param maxUrl longest path with query, in characters
 */
@ConfigurationProperties("gateway.web")
record WebProperties(
        @DefaultValue("http://localhost:8000") URI publicUrl,
        @DefaultValue({
                    "https://oetpraxis.com",
                    "https://staging.oetpraxis.com",
                    "http://localhost:3000"
                })
                List<String> corsOrigins,
        @DefaultValue({}) List<String> trustedProxies,
        @DefaultValue("10MB") DataSize maxBody,
        @DefaultValue("8KB") DataSize maxHeaders,
        @DefaultValue("2048") int maxUrl) {}
