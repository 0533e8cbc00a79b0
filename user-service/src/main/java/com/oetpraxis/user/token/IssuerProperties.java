package com.oetpraxis.user.token;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The names in tokens; the same properties by which every service checks them.
 *
 * @param issuer the {@code iss} of access tokens
 * @param audience the {@code aud} of access tokens
 */
@ConfigurationProperties("praxis.security")
record IssuerProperties(
        @DefaultValue("https://praxis") String issuer,
        @DefaultValue("praxis-api") String audience) {}
