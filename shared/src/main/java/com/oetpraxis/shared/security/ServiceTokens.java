package com.oetpraxis.shared.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Signs this service's own tokens for calls to others: RS256, {@code typ: service+jwt}, 60 s. A
 * token is reused for half its life.
 */
public final class ServiceTokens {

    static final String TYPE = "service+jwt";

    private static final Duration LIFETIME = Duration.ofSeconds(60);

    private final String issuer;
    private final RSAKey key;
    private final RSASSASigner signer;
    private final Clock clock;
    private final Map<String, Signed> byAudience = new ConcurrentHashMap<>();

    private record Signed(String token, Instant freshUntil) {}

    /**
     * @param issuer this service's name, also the {@code kid} under which others know its key
     */
    public ServiceTokens(String issuer, RSAKey key, Clock clock) {
        this.issuer = issuer;
        this.key = key;
        this.clock = clock;
        try {
            this.signer = new RSASSASigner(key);
        } catch (JOSEException e) {
            throw new IllegalArgumentException("praxis.security.service-key cannot sign", e);
        }
    }

    /** A token that only the service of this name accepts. */
    public String issue(String audience) {
        var now = clock.instant();
        var signed = byAudience.get(audience);
        if (signed == null || !now.isBefore(signed.freshUntil())) {
            signed = new Signed(sign(audience, now), now.plus(LIFETIME.dividedBy(2)));
            byAudience.put(audience, signed);
        }
        return signed.token();
    }

    private String sign(String audience, Instant now) {
        var header =
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(new JOSEObjectType(TYPE))
                        .keyID(key.getKeyID() == null ? issuer : key.getKeyID())
                        .build();
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .audience(audience)
                        .claim("scope", "internal")
                        .jwtID(UUID.randomUUID().toString())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(LIFETIME)))
                        .build();
        var token = new SignedJWT(header, claims);
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("a service token could not be signed", e);
        }
        return token.serialize();
    }
}
