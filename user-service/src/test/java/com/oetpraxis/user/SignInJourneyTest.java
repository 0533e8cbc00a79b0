package com.oetpraxis.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import com.oetpraxis.user.Fixtures.Caller;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

@UserServiceTest
class SignInJourneyTest {

    @Autowired private Caller caller;
    @Autowired private MovableClock clock;
    @Autowired private StringRedisTemplate redis;

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    @Test
    void aNewLearnerRegistersVerifiesAndSignsIn() throws Exception {
        var email = Caller.newEmail();
        var id = caller.register(email);
        await().until(() -> !Mailbox.tokensTo(email).isEmpty());
        caller.post("/v1/auth/verify-email", Map.of("token", Mailbox.tokensTo(email).getFirst()))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.verified")
                .isEqualTo(true)
                .jsonPath("$.redirectUrl")
                .isEqualTo("http://localhost:8000/?verified=true");

        var tokens = caller.login(email.toUpperCase(java.util.Locale.ROOT));

        var access = SignedJWT.parse(tokens.access());
        var claims = access.getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo("https://praxis");
        assertThat(claims.getAudience()).containsExactly("praxis-api");
        assertThat(claims.getSubject()).isEqualTo(id.toString());
        assertThat(claims.getClaims())
                .containsEntry("role", "user")
                .containsEntry("plan", "free")
                .containsEntry("profession", "nurse")
                .containsKeys("sid", "jti");
        assertThat(
                        Duration.between(
                                claims.getIssueTime().toInstant(),
                                claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofMinutes(15));
        var keys = JWKSet.load(java.net.URI.create(caller.url("/v1/auth/jwks")).toURL());
        assertThat(keys.size()).isEqualTo(2);
        var key = keys.getKeyByKeyId(access.getHeader().getKeyID()).toRSAKey();
        assertThat(key.isPrivate()).isFalse();
        assertThat(key.size()).isEqualTo(2048);
        assertThat(access.verify(new RSASSAVerifier(key))).isTrue();
        caller.get("/v1/users/me", tokens.access())
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.id")
                .isEqualTo(id.toString())
                .jsonPath("$.email")
                .isEqualTo(email)
                .jsonPath("$.fullName")
                .isEqualTo("Ana Lima")
                .jsonPath("$.isEmailVerified")
                .isEqualTo(true)
                .jsonPath("$.lastLoginAt")
                .isNotEmpty()
                .jsonPath("$.createdAt")
                .isNotEmpty();
    }

    @Test
    void aSpentTokenThatComesBackEndsTheSignIn() throws Exception {
        var email = Caller.newEmail();
        caller.register(email);
        var first = caller.login(email);
        var second = caller.refresh(first.refresh());
        assertThat(second.refresh()).isNotEqualTo(first.refresh());
        clock.pass(Duration.ofSeconds(11));

        refused(first.refresh(), "AUTH003");

        refused(second.refresh(), "AUTH003");
        caller.get("/v1/users/me", second.access())
                .expectStatus()
                .isUnauthorized()
                .expectBody()
                .jsonPath("$.error.code")
                .isEqualTo("AUTH003");
        var sid = SignedJWT.parse(second.access()).getJWTClaimsSet().getStringClaim("sid");
        assertThat(redis.getExpire("auth:revoked:" + sid)).isBetween(850L, 910L);
    }

    @Test
    void theSameTokenAtOnceGivesTheSameSuccessor() {
        var email = Caller.newEmail();
        caller.register(email);
        var token = caller.login(email).refresh();

        var successors =
                IntStream.range(0, 8)
                        .mapToObj(i ->
                                CompletableFuture.supplyAsync(
                                        () -> caller.refresh(token).refresh(),
                                        task -> Thread.ofVirtual().start(task)))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .distinct()
                        .toList();

        assertThat(successors).hasSize(1);
        assertThat(caller.refresh(successors.getFirst()).refresh())
                .isNotEqualTo(successors.getFirst());
    }

    @Test
    void aRefreshTokenExpiresAfterSevenDays() {
        var email = Caller.newEmail();
        caller.register(email);
        var token = caller.login(email).refresh();
        clock.pass(Duration.ofDays(7));

        refused(token, "AUTH002");
    }

    @Test
    void signingOutEndsTheSignInAtOnce() {
        var email = Caller.newEmail();
        caller.register(email);
        var tokens = caller.login(email);

        caller.post("/v1/auth/logout", Map.of("refreshToken", tokens.refresh()), tokens.access())
                .expectStatus()
                .isNoContent();

        refused(tokens.refresh(), "AUTH003");
        caller.get("/v1/users/me", tokens.access()).expectStatus().isUnauthorized();
    }

    @Test
    void nobodySignsSomebodyElseOut() {
        var email = Caller.newEmail();
        caller.register(email);
        var victim = caller.login(email);
        var other = Caller.newEmail();
        caller.register(other);

        caller.post(
                        "/v1/auth/logout",
                        Map.of("refreshToken", victim.refresh()),
                        caller.login(other).access())
                .expectStatus()
                .isUnauthorized();

        assertThat(caller.refresh(victim.refresh()).refresh()).isNotEmpty();
    }

    @Test
    void fiveFailuresLockTheAccountForAQuarterOfAnHour() {
        var email = Caller.newEmail();
        caller.register(email);
        for (var i = 0; i < 5; i++) {
            wrongPassword(email, Caller.newAddress())
                    .expectStatus()
                    .isUnauthorized()
                    .expectBody()
                    .jsonPath("$.error.code")
                    .isEqualTo("AUTH001");
        }

        caller.post("/v1/auth/login", Map.of("email", email, "password", Caller.PASSWORD))
                .expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .exists("Retry-After")
                .expectBody()
                .jsonPath("$.error.code")
                .isEqualTo("GATEWAY_002")
                .jsonPath("$.error.retryAfter")
                .value(Integer.class, wait -> assertThat(wait).isBetween(800, 900));
        clock.pass(Duration.ofMinutes(15));
        assertThat(caller.login(email).access()).isNotEmpty();
    }

    @Test
    void twentyFailuresLockTheAddress() {
        var address = Caller.newAddress();
        for (var i = 0; i < 20; i++) {
            wrongPassword(Caller.newEmail(), address).expectStatus().isUnauthorized();
        }

        wrongPassword(Caller.newEmail(), address).expectStatus().isEqualTo(429);
        wrongPassword(Caller.newEmail(), Caller.newAddress()).expectStatus().isUnauthorized();
    }

    @Test
    void aRushOfGuessesGetsFiveAnswers() {
        var email = Caller.newEmail();
        caller.register(email);

        var statuses =
                IntStream.range(0, 12)
                        .mapToObj(i ->
                                CompletableFuture.supplyAsync(
                                        () -> status(wrongPassword(email, Caller.newAddress())),
                                        task -> Thread.ofVirtual().start(task)))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();

        assertThat(statuses).containsOnly(401, 429);
        assertThat(statuses.stream().filter(status -> status == 401)).hasSize(5);
    }

    @Test
    void anUnknownAccountIsAnsweredLikeAWrongPassword() {
        var email = Caller.newEmail();
        caller.register(email);

        var known = problem(wrongPassword(email, Caller.newAddress()));
        var unknown = problem(wrongPassword(Caller.newEmail(), Caller.newAddress()));

        assertThat(unknown.get("error")).isEqualTo(known.get("error"));
        assertThat(unknown.get("detail")).isEqualTo(known.get("detail"));
    }

    private void refused(String refreshToken, String code) {
        caller.post("/v1/auth/refresh", Map.of("refreshToken", refreshToken))
                .expectStatus()
                .isUnauthorized()
                .expectBody()
                .jsonPath("$.error.code")
                .isEqualTo(code);
    }

    private RestTestClient.ResponseSpec wrongPassword(String email, String address) {
        return caller.httpFrom(address)
                .post()
                .uri("/v1/auth/login")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("email", email, "password", "Wrong horse 7"))
                .exchange();
    }

    private static int status(RestTestClient.ResponseSpec response) {
        return response.returnResult(String.class).getStatus().value();
    }

    private static Map<String, Object> problem(RestTestClient.ResponseSpec response) {
        var body =
                response.expectStatus()
                        .isUnauthorized()
                        .expectBody(new ParameterizedTypeReference<Map<String, Object>>() {})
                        .returnResult()
                        .getResponseBody();
        return body == null ? Map.of() : body;
    }
}
