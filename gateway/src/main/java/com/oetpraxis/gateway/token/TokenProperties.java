package com.oetpraxis.gateway.token;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose tokens are believed; the same names as in the services.
 *
 * @param issuer the {@code iss} of access tokens
 * @param audience the {@code aud} of access tokens
 * @param jwksUri where user-service publishes its public keys; not asked when {@code jwks} is set
 * @param jwks a JWK set (JSON) instead of the address
 * @param cachedTokens how many verified tokens are remembered until they expire
 */
@ConfigurationProperties("praxis.security")
record TokenProperties(
        @DefaultValue("https://praxis") String issuer,
        @DefaultValue("praxis-api") String audience,
        @DefaultValue("http://localhost:8001/v1/auth/jwks") URI jwksUri,
        @Nullable String jwks,
        @DefaultValue("20000") int cachedTokens) {

    TokenProperties {
        jwks = jwks == null || jwks.isBlank() ? null : jwks;
    }
}
