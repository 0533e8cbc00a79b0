package com.oetpraxis.user.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.user.Fixtures.Caller;
import com.oetpraxis.user.Neighbours;
import com.oetpraxis.user.UserServiceTest;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;

@UserServiceTest
class ProfileTest {

    @Autowired private Caller caller;
    @Autowired private JdbcClient jdbc;

    private String userId = "";
    private String token = "";

    @BeforeEach
    void signIn() {
        Neighbours.reset();
        var email = Caller.newEmail();
        userId = caller.register(email).toString();
        token = caller.login(email).access();
    }

    @AfterEach
    void makeUp() {
        Neighbours.reset();
    }

    @Test
    void showsPlanAndPracticeAsTheOthersTellThem() {
        me().jsonPath("$.subscription.plan")
                .isEqualTo("free")
                .jsonPath("$.subscription.tier")
                .isEqualTo("free")
                .jsonPath("$.subscription.status")
                .isEqualTo("active")
                .jsonPath("$.subscription.expiresAt")
                .isEmpty()
                .jsonPath("$.subscription.sessionsUsed")
                .isEqualTo(1)
                .jsonPath("$.subscription.sessionsLimit")
                .isEqualTo(3)
                .jsonPath("$.stats.sessionsCompleted")
                .isEqualTo(2)
                .jsonPath("$.stats.averageScore")
                .isEqualTo(71.5)
                .jsonPath("$.stats.totalPracticeTime")
                .isEqualTo(9)
                .jsonPath("$.role")
                .isEqualTo("user");

        var asked = Neighbours.requests();
        assertThat(asked)
                .extracting(Neighbours.Request::uri)
                .containsExactlyInAnyOrder(
                        "/internal/entitlements/" + userId + "?product=oet",
                        "/internal/learners/" + userId + "/stats");
        assertThat(asked)
                .allSatisfy(request -> {
                    assertThat(request.authorization()).startsWith("Bearer ");
                    assertThat(request.requestId()).isEqualTo("from-the-test");
                });
    }

    @Test
    void leavesOutThePartThatFails() {
        Neighbours.answer("/internal/entitlements/", 503, "{}");

        me().jsonPath("$.subscription")
                .isEmpty()
                .jsonPath("$.stats.sessionsCompleted")
                .isEqualTo(2);
        assertThat(Neighbours.requests()).hasSize(2);
    }

    @Test
    void leavesOutThePartThatIsSilent() {
        Neighbours.fallSilent("/internal/learners/");

        me().jsonPath("$.stats").isEmpty().jsonPath("$.subscription.plan").isEqualTo("free");
    }

    @Test
    void leavesOutThePartThatRefuses() {
        Neighbours.answer("/internal/learners/", 404, "{\"error\":{\"code\":\"RES001\"}}");

        me().jsonPath("$.stats").isEmpty().jsonPath("$.subscription.plan").isEqualTo("free");
    }

    @Test
    void changesNameAndProfessionAndTellsIt() {
        patch(Map.of("fullName", " Ana Maria Lima ", "profession", "doctor"))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.updated")
                .isEqualTo(true)
                .jsonPath("$.user.id")
                .isEqualTo(userId)
                .jsonPath("$.user.fullName")
                .isEqualTo("Ana Maria Lima")
                .jsonPath("$.user.profession")
                .isEqualTo("doctor");

        assertThat(payload("user.profession_changed"))
                .contains("\"from\":\"nurse\"")
                .contains("\"to\":\"doctor\"");
        patch(Map.of())
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.user.profession")
                .isEqualTo("doctor");
    }

    private RestTestClient.BodyContentSpec me() {
        return caller.http()
                .get()
                .uri("/v1/users/me")
                .header("Authorization", "Bearer " + token)
                .header("X-Request-Id", "from-the-test")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.id")
                .isEqualTo(userId);
    }

    private RestTestClient.ResponseSpec patch(Map<String, String> body) {
        return caller.http()
                .patch()
                .uri("/v1/users/me")
                .header("Authorization", "Bearer " + token)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    private String payload(String type) {
        return jdbc.sql("select payload from outbox_events where event_key = ? and type = ?")
                .params(userId, type)
                .query(String.class)
                .single();
    }
}
