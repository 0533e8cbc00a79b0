package com.oetpraxis.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.oetpraxis.devstack.server.ServiceKeys;
import com.oetpraxis.devstack.testing.TestTokens;
import com.oetpraxis.gateway.routing.Service;
import com.oetpraxis.gateway.testing.RunningGateway;
import com.oetpraxis.gateway.testing.RunningGateway.Answer;
import com.oetpraxis.gateway.testing.StubService;
import com.oetpraxis.gateway.testing.TestRedis;
import io.lettuce.core.RedisClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/**
 * Keys of our own, published by a user-service of our own, so that every wrong token can be made.
 */
@SuppressWarnings("JavaUtilDate") // the token library speaks of dates
class TokenTest {

    private static final RSAKey KEY = ServiceKeys.generate("access-1");
    private static final AtomicReference<String> PUBLISHED =
            new AtomicReference<>(ServiceKeys.publicSet(List.of(KEY)));
    private static final AtomicInteger ASKED = new AtomicInteger();
    private static final StubService USERS = StubService.start("user-service");
    private static final RunningGateway GATEWAY = gateway();

    private static RunningGateway gateway() {
        publish();
        return RunningGateway.start(
                Map.of(
                        "gateway.services.user-service",
                        USERS.url(),
                        "praxis.security.jwks",
                        "",
                        "praxis.security.jwks-uri",
                        USERS.url() + "/v1/auth/jwks",
                        "gateway.rate-limit.scale",
                        "1000"));
    }

    private static void publish() {
        USERS.behave((request, response) -> {
            var jwks = request.uri().equals("/v1/auth/jwks");
            if (jwks) {
                ASKED.incrementAndGet();
            }
            return response.header("Content-Type", "application/json")
                    .sendString(Mono.just(jwks ? PUBLISHED.get() : "{}"));
        });
    }

    @BeforeEach
    void start() {
        USERS.seen().clear();
        Awaitility.await().until(() -> GATEWAY.get("/ready").status() == 200);
    }

    private static JWTClaimsSet.Builder claims() {
        var now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer("https://praxis")
                .audience("praxis-api")
                .subject(UUID.randomUUID().toString())
                .claim("role", "user")
                .claim("plan", "free")
                .claim("sid", UUID.randomUUID().toString())
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(900)));
    }

    private static String signed(JWTClaimsSet.Builder claims) {
        return signed(claims, KEY, "JWT");
    }

    private static String signed(JWTClaimsSet.Builder claims, RSAKey key, String type) {
        var header =
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(new JOSEObjectType(type))
                        .keyID(key.getKeyID());
        try {
            return signed(header, claims, new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signed(
            JWSHeader.Builder header, JWTClaimsSet.Builder claims, JWSSigner signer) {
        try {
            var token = new SignedJWT(header.build(), claims.build());
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Answer me(String token) {
        return GATEWAY.send(
                "/v1/users/me", request -> request.header("Authorization", "Bearer " + token));
    }

    private static void assertRefused(Answer answer, String reason) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().at("/error/code").asString()).isEqualTo("GATEWAY_003");
        assertThat(answer.json().at("/error/details/reason").asString()).isEqualTo(reason);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(USERS.seen()).noneMatch(seen -> seen.uri().startsWith("/v1/users"));
    }

    @Test
    void letsAValidTokenPassAgainAndAgain() {
        var token = signed(claims());

        assertThat(me(token).status()).isEqualTo(200);
        assertThat(me(token).status()).isEqualTo(200);
    }

    @Test
    void refusesACallWithoutAToken() {
        assertRefused(GATEWAY.get("/v1/users/me"), "AUTH001");
        assertRefused(
                GATEWAY.send("/v1/users/me", r -> r.header("Authorization", "Basic eDp5")),
                "AUTH001");
    }

    @Test
    void refusesAnExpiredToken() {
        var past = Date.from(Instant.now().minusSeconds(6));

        assertRefused(me(signed(claims().expirationTime(past))), "AUTH002");
    }

    @Test
    void refusesATokenThatExpiresWhileItIsRemembered() {
        // within the skew of 5 s the token still passes and is remembered
        var token = signed(claims().expirationTime(Date.from(Instant.now().minusSeconds(3))));
        assertThat(me(token).status()).isEqualTo(200);

        Awaitility.await()
                .atMost(Duration.ofSeconds(8))
                .untilAsserted(() -> {
                    USERS.seen().clear();
                    assertRefused(me(token), "AUTH002");
                });
    }

    @Test
    void refusesAnAlteredToken() {
        var parts = signed(claims()).split("\\.", -1);
        var other = signed(claims().claim("role", "admin")).split("\\.", -1);

        assertRefused(me(parts[0] + '.' + other[1] + '.' + parts[2]), "AUTH003");
    }

    @Test
    void refusesAnotherKeyUnderTheSameName() {
        var stranger = ServiceKeys.generate("access-1");

        assertRefused(me(signed(claims(), stranger, "JWT")), "AUTH003");
    }

    @Test
    void refusesAnUnknownKeyWithoutAskingForItAgainAndAgain() {
        var stranger = ServiceKeys.generate("access-9");
        var before = ASKED.get();
        var started = Instant.now();

        for (var i = 0; i < 6; i++) {
            assertRefused(me(signed(claims(), stranger, "JWT")), "AUTH003");
        }

        // once, and once more for each ten seconds that a busy machine took
        var pauses = (int) Duration.between(started, Instant.now()).dividedBy(Keys.PAUSE);
        assertThat(ASKED.get() - before).isLessThanOrEqualTo(1 + pauses);
    }

    @Test
    void refusesATokenWithoutASignature() {
        assertRefused(me(new PlainJWT(claims().build()).serialize()), "AUTH003");
    }

    @Test
    void refusesATokenSignedWithThePublicKeyAsASecret() throws JOSEException {
        var secret = KEY.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
        var header =
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(JOSEObjectType.JWT)
                        .keyID("access-1");

        assertRefused(me(signed(header, claims(), new MACSigner(secret))), "AUTH003");
    }

    @Test
    void refusesAnotherAlgorithmOfTheSameKey() throws JOSEException {
        var header =
                new JWSHeader.Builder(JWSAlgorithm.RS512)
                        .type(JOSEObjectType.JWT)
                        .keyID("access-1");

        assertRefused(me(signed(header, claims(), new RSASSASigner(KEY))), "AUTH003");
    }

    @Test
    void refusesWhatIsNotMeantForTheApi() {
        assertRefused(me(signed(claims().audience("session-service"))), "AUTH003");
        assertRefused(me(signed(claims().issuer("https://elsewhere"))), "AUTH003");
        assertRefused(me(signed(claims(), KEY, "service+jwt")), "AUTH003");
        var later = Date.from(Instant.now().plusSeconds(60));
        assertRefused(me(signed(claims().notBeforeTime(later))), "AUTH003");
    }

    @Test
    void refusesATokenWithoutWhatItMustSay() {
        assertRefused(me(signed(claims().subject("nobody"))), "AUTH003");
        assertRefused(me(signed(claims().claim("role", "root"))), "AUTH003");
        assertRefused(me(signed(claims().claim("sid", null))), "AUTH003");
        assertRefused(me(signed(claims().expirationTime(null))), "AUTH003");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a.b.c", "....", "eyJhbGciOiJSUzI1NiJ9.e30.AA"})
    void refusesWhatIsNoToken(String token) {
        assertRefused(me(token), "AUTH003");
    }

    @Test
    void refusesARevokedSignInAtOnceForANewTokenAndWithinASecondForAKnownOne() {
        var signIn = UUID.randomUUID().toString();
        var known = signed(claims().claim("sid", signIn));
        assertThat(me(known).status()).isEqualTo(200);

        var client = RedisClient.create(TestRedis.shared());
        try (var redis = client.connect()) {
            redis.sync().setex("auth:revoked:" + signIn, 900, "1");
        } finally {
            client.shutdown();
        }

        Awaitility.await()
                .atMost(Duration.ofSeconds(3))
                .untilAsserted(() -> {
                    USERS.seen().clear();
                    assertRefused(me(known), "AUTH003");
                });
        assertRefused(me(signed(claims().claim("sid", signIn))), "AUTH003");
    }

    @Test
    void takesOverANewKeyAtOnce() {
        var next = ServiceKeys.generate("access-2");
        PUBLISHED.set(ServiceKeys.publicSet(List.of(KEY, next)));

        // the pause between two fetches for unknown keys may still run from another test
        Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .untilAsserted(() ->
                        assertThat(me(signed(claims(), next, "JWT")).status()).isEqualTo(200));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/auth/login",
                "/v1/auth/refresh",
                "/v1/auth/jwks",
                "/v1/subscriptions/plans",
                "/v1/help/faqs",
                "/v1/legal/documents",
                "/v1/shared/reports/abc",
                "/v1/system/maintenance",
                "/v1/webhooks/stripe",
                "/verify",
                "/.well-known/openid-configuration",
            })
    void needsNoTokenForWhatIsPublic(String path) {
        assertThat(GATEWAY.get(path).status()).isEqualTo(200);
    }

    @Test
    void leavesAnExpiredTokenOutWhereNoneIsNeeded() {
        var past = Date.from(Instant.now().minusSeconds(60));
        var expired = signed(claims().expirationTime(past));

        var answer =
                GATEWAY.send(
                        "/v1/auth/refresh",
                        request -> request.header("Authorization", "Bearer " + expired));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(USERS.last().headers()).doesNotContainKey("authorization");
    }

    @Test
    void passesACredentialOnWhereTheServiceJudgesIt() {
        GATEWAY.send(
                "/v1/auth/mfa/setup", request -> request.header("Authorization", "Bearer enrol-1"));

        assertThat(USERS.last().headers()).containsEntry("authorization", "Bearer enrol-1");
    }

    @Test
    void letsOnlyAdminsWhereOnlyAdminsMay() {
        var learner =
                GATEWAY.send(
                        "/v1/ai/models",
                        r -> r.header("Authorization", "Bearer " + signed(claims())));
        var admin =
                GATEWAY.send(
                        "/v1/ai/models",
                        r ->
                                r.header(
                                        "Authorization",
                                        "Bearer " + signed(claims().claim("role", "admin"))));

        assertThat(learner.status()).isEqualTo(403);
        assertThat(learner.json().at("/error/code").asString()).isEqualTo("PER001");
        assertThat(admin.status()).isEqualTo(200);
        assertThat(admin.json().get("service").asString()).isEqualTo(Service.AI.id());
    }

    @Test
    void saysThatTokensCannotBeCheckedWhileTheKeysWereNeverThere() {
        try (var nowhere =
                RunningGateway.start(
                        Map.of(
                                "praxis.security.jwks",
                                "",
                                "praxis.security.jwks-uri",
                                "http://127.0.0.1:1/v1/auth/jwks"))) {
            var answer =
                    nowhere.send(
                            "/v1/users/me",
                            request ->
                                    request.header(
                                            "Authorization",
                                            TestTokens.user(UUID.randomUUID()).bearer()));

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.json().at("/error/details/service").asString())
                    .isEqualTo("user-service");
            assertThat(nowhere.get("/ready").status()).isEqualTo(503);
        }
    }
}
