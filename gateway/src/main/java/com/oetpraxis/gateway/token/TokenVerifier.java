package com.oetpraxis.gateway.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.oetpraxis.gateway.token.Caller.Role;
import com.oetpraxis.gateway.token.RefusedToken.Reason;
import com.oetpraxis.gateway.web.GatewayProblem;
import com.oetpraxis.gateway.web.ProblemException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Checks access tokens: RS256 by a known key, issuer, audience, times and claims. A token that was
 * verified is remembered until it expires, for its signature costs more than all the rest.
 */
@Component
class TokenVerifier {

    /** How far the clocks of two machines may be apart; the same in the services. */
    private static final Duration SKEW = Duration.ofSeconds(5);

    private final TokenProperties properties;
    private final Keys keys;
    private final Clock clock;
    private final Cache<String, Caller> verified;

    TokenVerifier(TokenProperties properties, Keys keys, Clock clock) {
        this.properties = properties;
        this.keys = keys;
        this.clock = clock;
        this.verified = Caffeine.newBuilder().maximumSize(properties.cachedTokens()).build();
    }

    /** The caller, where this very token was verified before and is still good. */
    @Nullable Caller known(String token) {
        var caller = verified.getIfPresent(token);
        if (caller == null) {
            return null;
        }
        if (clock.millis() - SKEW.toMillis() >= caller.expiresAt()) {
            verified.invalidate(token);
            return null;
        }
        return caller;
    }

    /** The caller, or {@link RefusedToken}; 503 while the keys were never to be had. */
    Mono<Caller> verify(String token) {
        SignedJWT parsed;
        try {
            parsed = SignedJWT.parse(token);
        } catch (ParseException e) {
            return Mono.error(new RefusedToken(Reason.AUTH003));
        }
        var header = parsed.getHeader();
        var kid = header.getKeyID();
        if (!JWSAlgorithm.RS256.equals(header.getAlgorithm())
                || !JOSEObjectType.JWT.equals(header.getType())
                || kid == null) {
            return Mono.error(new RefusedToken(Reason.AUTH003));
        }
        var key = keys.find(kid);
        if (key != null) {
            return Mono.fromSupplier(() -> verify(token, parsed, key));
        }
        return keys.fetchForUnknown()
                .onErrorResume(error -> Mono.empty())
                .then(
                        Mono.fromSupplier(() -> {
                            if (!keys.areKnown()) {
                                throw keysMissing();
                            }
                            var found = keys.find(kid);
                            if (found == null) {
                                throw new RefusedToken(Reason.AUTH003);
                            }
                            return verify(token, parsed, found);
                        }));
    }

    private Caller verify(String token, SignedJWT parsed, JWSVerifier key) {
        try {
            if (!parsed.verify(key)) {
                throw new RefusedToken(Reason.AUTH003);
            }
            var caller = caller(parsed.getJWTClaimsSet());
            verified.put(token, caller);
            return caller;
        } catch (JOSEException | ParseException | IllegalArgumentException e) {
            throw new RefusedToken(Reason.AUTH003);
        }
    }

    private Caller caller(JWTClaimsSet claims) throws ParseException {
        var now = clock.instant();
        var notBefore = claims.getNotBeforeTime();
        var expires = claims.getExpirationTime();
        if (!properties.issuer().equals(claims.getIssuer())
                || !claims.getAudience().contains(properties.audience())
                || expires == null
                || (notBefore != null && notBefore.toInstant().isAfter(now.plus(SKEW)))) {
            throw new RefusedToken(Reason.AUTH003);
        }
        if (!expires.toInstant().isAfter(now.minus(SKEW))) {
            throw new RefusedToken(Reason.AUTH002);
        }
        return new Caller(
                UUID.fromString(text(claims.getSubject())),
                Role.valueOf(text(claims.getStringClaim("role")).toUpperCase(Locale.ROOT)),
                Objects.equals(claims.getStringClaim("plan"), "paid"),
                UUID.fromString(text(claims.getStringClaim("sid"))),
                expires.toInstant().toEpochMilli());
    }

    private static String text(@Nullable String claim) {
        if (claim == null) {
            throw new RefusedToken(Reason.AUTH003);
        }
        return claim;
    }

    private static ProblemException keysMissing() {
        var wait = Duration.ofSeconds(5);
        return new ProblemException(
                        GatewayProblem.SERVICE_UNAVAILABLE,
                        "Tokens cannot be checked at the moment; try again.")
                .with("service", "user-service")
                .with("retryAfter", wait.toSeconds())
                .retryAfter(wait);
    }
}
