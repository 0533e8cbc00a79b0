package com.oetpraxis.user.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.oetpraxis.user.Fixtures.Caller;
import com.oetpraxis.user.MovableClock;
import com.oetpraxis.user.UserServiceTest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@UserServiceTest
class SigningKeysTest {

    @Autowired private SigningKeys keys;
    @Autowired private KeyRotation rotation;
    @Autowired private Caller caller;
    @Autowired private JdbcClient jdbc;
    @Autowired private MovableClock clock;

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    @Test
    void rotateWithoutAnybodySigningInAgain() {
        var email = Caller.newEmail();
        caller.register(email);
        var before = caller.login(email);
        var current = keys.signing().header().getKeyID();
        var next = other(current);

        keys.rotate();

        assertThat(keys.signing().header().getKeyID()).isEqualTo(next);
        assertThat(keys.published().getKeyByKeyId(current)).isNotNull();
        assertThat(keys.published().size()).isGreaterThanOrEqualTo(3);
        caller.get("/v1/users/me", before.access()).expectStatus().isOk();
        caller.get("/v1/users/me", caller.refresh(before.refresh()).access()).expectStatus().isOk();
        clock.pass(SigningKeys.RETIRED_PUBLISHED.plusSeconds(1));
        assertThat(keys.published().size()).isEqualTo(2);
        assertThat(keys.published().getKeyByKeyId(current)).isNull();
    }

    @Test
    void changeEveryThirtyDays() {
        keys.rotate();
        var first = keys.signing().header().getKeyID();
        var second = other(first);
        clock.pass(Duration.ofDays(29));
        rotation.rotateWhenDue();
        assertThat(keys.signing().header().getKeyID()).isEqualTo(first);

        clock.pass(Duration.ofDays(1));
        rotation.rotateWhenDue();

        assertThat(keys.signing().header().getKeyID()).isEqualTo(second);
        assertThat(keys.published().size()).isEqualTo(3);
        rotation.rotateWhenDue();
        assertThat(keys.signing().header().getKeyID()).isEqualTo(second);
        clock.pass(SigningKeys.RETIRED_PUBLISHED.plusSeconds(1));
        assertThat(keys.published().size()).isEqualTo(2);
        forgetTheFuture();
    }

    /** Retires for today what was retired a month ahead, for the tests after this one. */
    private void forgetTheFuture() {
        jdbc.sql(
                        """
                        update signing_keys set retired_at = now() - interval '1 hour'
                        where retired_at > now()
                        """)
                .update();
        clock.reset();
        keys.rotate();
    }

    @Test
    void areStoredEncryptedAndPublishedWithoutTheirPrivatePart() {
        var row = jdbc.sql("select public_jwk, private_jwk from signing_keys limit 1").query();

        var columns = row.singleRow();

        assertThat(String.valueOf(columns.get("public_jwk"))).doesNotContain("\"d\"");
        assertThat(columns.get("private_jwk"))
                .isInstanceOfSatisfying(
                        byte[].class,
                        bytes ->
                                assertThat(
                                                new String(
                                                        bytes,
                                                        java.nio.charset.StandardCharsets
                                                                .ISO_8859_1))
                                        .doesNotContain("kty"));
        assertThat(keys.published().getKeys()).noneMatch(JWK::isPrivate);
    }

    @Test
    void areFoundByAnybody() {
        caller.http()
                .get()
                .uri("/.well-known/openid-configuration")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Cache-Control", "max-age=300, public")
                .expectBody()
                .jsonPath("$.issuer")
                .isEqualTo("https://praxis")
                .jsonPath("$.jwks_uri")
                .isEqualTo("http://localhost:8000/v1/auth/jwks");
        caller.http()
                .get()
                .uri("/v1/auth/jwks")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.keys[0].kty")
                .isEqualTo("RSA")
                .jsonPath("$.keys[0].alg")
                .isEqualTo("RS256")
                .jsonPath("$.keys[0].use")
                .isEqualTo("sig")
                .jsonPath("$.keys[0].d")
                .doesNotExist();
    }

    private String other(String kid) {
        return keys.published().getKeys().stream()
                .map(JWK::getKeyID)
                .filter(id -> !id.equals(kid))
                .filter(id -> isNext(id))
                .findFirst()
                .orElseThrow();
    }

    private boolean isNext(String kid) {
        return jdbc.sql("select status = 'next' from signing_keys where kid = ?")
                .param(kid)
                .query(Boolean.class)
                .single();
    }
}
