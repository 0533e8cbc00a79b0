package com.oetpraxis.user.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes the access tokens of users: RS256, 15 minutes (CX-02, CX-03). */
@Component
public class AccessTokens {

    /** How long each one lives. */
    public static final Duration LIFETIME = Duration.ofMinutes(15);

    private final SigningKeys keys;
    private final IssuerProperties properties;
    private final Clock clock;

    AccessTokens(SigningKeys keys, IssuerProperties properties, Clock clock) {
        this.keys = keys;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Who a token speaks for.
     *
     * @param role as stored (BR-24)
     * @param plan {@code free} or {@code paid}
     * @param profession the API code; null for staff
     * @param signInId the {@code sid}: the family of refresh tokens it belongs to
     */
    public record Bearer(
            UUID userId, String role, String plan, @Nullable String profession, UUID signInId) {}

    /** The compact, signed token. */
    public String issue(Bearer bearer) {
        var now = clock.instant();
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer(properties.issuer())
                        .audience(properties.audience())
                        .subject(bearer.userId().toString())
                        .claim("role", bearer.role())
                        .claim("plan", bearer.plan())
                        .claim("profession", bearer.profession())
                        .claim("sid", bearer.signInId().toString())
                        .jwtID(UUID.randomUUID().toString())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(LIFETIME)))
                        .build();
        var signing = keys.signing();
        var token = new SignedJWT(signing.header(), claims);
        try {
            token.sign(signing.signer());
        } catch (JOSEException e) {
            throw new IllegalStateException("an access token could not be signed", e);
        }
        return token.serialize();
    }
}
