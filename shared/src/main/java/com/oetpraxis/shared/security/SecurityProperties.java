package com.oetpraxis.shared.security;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who is trusted.
 *
 * @param issuer the {@code iss} of access tokens
 * @param audience the {@code aud} of access tokens
 * @param jwksUri where user-service publishes its public keys; not asked when {@code jwks} is set
 * @param jwks a JWK set (JSON) of access-token keys, instead of the address
 * @param serviceKey this service's private key: an RSA JWK (JSON)
 * @param serviceKeys the public keys of all services: a JWK set (JSON) whose {@code kid} is the
 *     service's name
 * @param anonymous ant patterns of public paths that need no token
 */
@ConfigurationProperties("praxis.security")
record SecurityProperties(
        @DefaultValue("https://praxis") String issuer,
        @DefaultValue("praxis-api") String audience,
        @DefaultValue("http://localhost:8001/v1/auth/jwks") String jwksUri,
        @Nullable String jwks,
        @Nullable String serviceKey,
        @Nullable String serviceKeys,
        @DefaultValue({}) List<String> anonymous) {}
