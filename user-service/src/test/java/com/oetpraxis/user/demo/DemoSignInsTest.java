package com.oetpraxis.user.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.nimbusds.jwt.SignedJWT;
import com.oetpraxis.user.Fixtures.Caller;
import com.oetpraxis.user.MovableClock;
import com.oetpraxis.user.UserServiceTest;
import com.oetpraxis.user.signin.TestAuthenticator;
import com.oetpraxis.user.site.SiteProperties;
import java.text.ParseException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

@UserServiceTest
@ActiveProfiles("local")
@TestPropertySource(
        properties = {
            "praxis.demo.password=" + DemoSignInsTest.PASSWORD,
            "praxis.demo.totp-secret=" + DemoSignInsTest.SECRET
        })
class DemoSignInsTest {

    static final String PASSWORD = "Demo1-for-tests";
    static final String SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

    private static final String DOMAIN = "@demo.praxis.test";

    @Autowired private Caller caller;
    @Autowired private MovableClock clock;
    @Autowired private DemoSignIns demo;
    @Autowired private JdbcClient jdbc;
    @Autowired private SiteProperties site;

    /** The suite on one machine has no frontend, whose page it would be otherwise. */
    @Test
    void aConfirmedAddressLeadsToAPageThatIsThere() {
        assertThat(site.verifiedUrl()).isEqualTo("http://localhost:8000/v1/docs?verified=true");
    }

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    @ParameterizedTest
    @CsvSource({
        "doctor, doctor, 0190c0de-0000-7000-8000-000000000001",
        "nurse, nurse, 0190c0de-0000-7000-8000-000000000002",
        "dentist, dentist, 0190c0de-0000-7000-8000-000000000003",
        "physiotherapist, physiotherapist, 0190c0de-0000-7000-8000-000000000004",
        "paid-nurse, nurse, 0190c0de-0000-7000-8000-000000000005"
    })
    void learnersSignInWithThePassword(String mailbox, String profession, String id)
            throws ParseException {
        var claims = claims(login(mailbox, PASSWORD, null));

        assertThat(claims)
                .containsEntry("role", "user")
                .containsEntry("profession", profession)
                .containsEntry("sub", id);
        assertThat(
                        jdbc.sql("select is_email_verified from users where email = ?")
                                .param(mailbox + DOMAIN)
                                .query(Boolean.class)
                                .single())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"reviewer-1, reviewer", "reviewer-2, reviewer", "support, support", "admin, admin"})
    void staffSignInWithACodeThatIsGoodOnce(String mailbox, String role) throws ParseException {
        refused(login(mailbox, PASSWORD, null), "MFA_CODE_REQUIRED");
        clock.pass(Duration.ofSeconds(90)); // past whatever code an earlier run has used
        var code = TestAuthenticator.code(Base32.decode(SECRET), clock.instant());

        assertThat(claims(login(mailbox, PASSWORD, code)))
                .containsEntry("role", role)
                .doesNotContainKey("profession");

        refused(login(mailbox, PASSWORD, code), "MFA_CODE_INVALID");
        jdbc.sql("update users set mfa_last_step = null where email = ?")
                .param(mailbox + DOMAIN)
                .update();
    }

    @Test
    void wrongCodesCountAsFailures() {
        clock.pass(Duration.ofHours(1)); // past the failures of the other tests
        for (var i = 0; i < 5; i++) {
            refused(login("reviewer-1", PASSWORD, "000000"), "MFA_CODE_INVALID");
        }

        login("reviewer-1", PASSWORD, "000000").expectStatus().isEqualTo(429);
        clock.pass(Duration.ofMinutes(15));
        refused(login("reviewer-1", PASSWORD, null), "MFA_CODE_REQUIRED");
    }

    @Test
    void areTheSameAfterASecondStart() {
        var before = jdbc.sql("select count(*) from users").query(Integer.class).single();

        demo.start();

        assertThat(jdbc.sql("select count(*) from users").query(Integer.class).single())
                .isEqualTo(before);
        login("nurse", PASSWORD, null).expectStatus().isOk();
    }

    @Test
    void theLocalProfileShowsTheVerificationToken() {
        var email = Caller.newEmail();
        var token = new String[1];
        caller.post("/v1/auth/register", Caller.registration(email))
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.verificationToken")
                .value(String.class, value -> token[0] = value);

        caller.post("/v1/auth/verify-email", Map.of("token", token[0])).expectStatus().isOk();
    }

    @Test
    void areRefusedWhereTheGatewayCanBeReachedFromElsewhere() {
        for (var address : new String[] {"0.0.0.0", "192.0.2.1", "::"}) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> DemoSignIns.requireLoopback(address))
                    .withMessageContaining(address);
        }
        for (var address : new String[] {"127.0.0.1", "127.1.2.3", "::1", "localhost"}) {
            DemoSignIns.requireLoopback(address);
        }
    }

    private RestTestClient.ResponseSpec login(
            String mailbox, String password, @Nullable String code) {
        var body = new HashMap<String, Object>();
        body.put("email", mailbox + DOMAIN);
        body.put("password", password);
        if (code != null) {
            body.put("mfaCode", code);
        }
        return caller.post("/v1/auth/login", body);
    }

    private static Map<String, Object> claims(RestTestClient.ResponseSpec response)
            throws ParseException {
        var token = new String[1];
        response.expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.expiresIn")
                .isEqualTo(900)
                .jsonPath("$.accessToken")
                .value(String.class, value -> token[0] = value);
        return SignedJWT.parse(token[0]).getJWTClaimsSet().getClaims();
    }

    private static void refused(RestTestClient.ResponseSpec response, String reason) {
        response.expectStatus()
                .isUnauthorized()
                .expectBody()
                .jsonPath("$.error.code")
                .isEqualTo("AUTH005")
                .jsonPath("$.error.details.reason")
                .isEqualTo(reason);
    }
}
