package com.oetpraxis.user.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.oetpraxis.user.Fixtures.Caller;
import com.oetpraxis.user.Mailbox;
import com.oetpraxis.user.MovableClock;
import com.oetpraxis.user.UserServiceTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;

@UserServiceTest
class VerificationMailTest {

    @Autowired private Caller caller;
    @Autowired private JdbcClient jdbc;
    @Autowired private MovableClock clock;

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    @Test
    void waitsForTheMailServerAndKeepsNoSecretMeanwhile() {
        var email = Caller.newEmail();
        Mailbox.goAway();
        var id = caller.register(email);
        await().until(() -> status(id.toString()), "FAILED"::equals);
        assertThat(publication(id.toString(), "serialized_event"))
                .doesNotContain(email)
                .doesNotContain("token");

        Mailbox.comeBack();

        await().atMost(Duration.ofSeconds(30)).until(() -> Mailbox.tokensTo(email).size() == 1);
        await().until(() -> status(id.toString()) == null);
    }

    /** What a kill leaves behind: announced and not begun, or begun and not finished. */
    @ParameterizedTest
    @ValueSource(strings = {"PUBLISHED", "PROCESSING"})
    void isSentAfterACrashBetweenCommitAndMail(String status) {
        var email = Caller.newEmail();
        var id = caller.register(email);
        await().until(() -> Mailbox.tokensTo(email).size() == 1);

        jdbc.sql(
                        """
                        insert into event_publication
                            (id, listener_id, event_type, serialized_event, publication_date,
                             status, completion_attempts)
                        values (gen_random_uuid(),
                            'com.oetpraxis.user.mail.VerificationMail.on(com.oetpraxis.user.account.UserRegistered)',
                            'com.oetpraxis.user.account.UserRegistered',
                            ?, now() - interval '5 minutes', ?, 1)
                        """)
                .params(
                        "{\"userId\":\"%s\",\"profession\":\"nurse\",\"role\":\"user\"}"
                                .formatted(id),
                        status)
                .update();

        await().atMost(Duration.ofSeconds(60)).until(() -> Mailbox.tokensTo(email).size() == 2);
        await().until(() -> status(id.toString()) == null);
    }

    @Test
    void leadsToAPageThatConfirmsTheAddress() {
        var email = Caller.newEmail();
        caller.register(email);
        await().until(() -> !Mailbox.tokensTo(email).isEmpty());
        var token = Mailbox.tokensTo(email).getFirst();
        assertThat(Mailbox.textsTo(email).getFirst())
                .contains("http://localhost:8000/verify?token=" + token)
                .doesNotContain("Ana");

        var form = page("/verify?token=" + token, 200);

        assertThat(form)
                .contains("<form method=\"post\" action=\"/v1/auth/verify-email\">")
                .contains("value=\"" + token + "\"")
                .doesNotContain("<script");
        assertThat(submit(token, 200)).contains("Your address is confirmed");
        assertThat(submit(token, 400)).contains("The address was not confirmed");
        assertThat(page("/verify", 400)).contains("This link is not complete");
        assertThat(page("/verify?token=%22%3E%3Cscript%3E", 200)).doesNotContain("<script");
    }

    @Test
    void isSentAgainOnRequestButNotWithoutEnd() {
        var email = Caller.newEmail();
        caller.register(email);
        await().until(() -> Mailbox.tokensTo(email).size() == 1);
        for (var sent = 2; sent <= 5; sent++) {
            resend(email);
            var expected = sent;
            await().until(() -> Mailbox.tokensTo(email).size() == expected);
        }

        resend(email);

        await().during(Duration.ofMillis(500)).until(() -> Mailbox.tokensTo(email).size() == 5);
        clock.pass(Duration.ofHours(1));
        resend(email);
        await().until(() -> Mailbox.tokensTo(email).size() == 6);
    }

    @Test
    void isNotSentToStrangersOrToTheVerified() {
        var stranger = Caller.newEmail();
        var email = Caller.newEmail();
        caller.register(email);
        await().until(() -> Mailbox.tokensTo(email).size() == 1);
        verify(Mailbox.tokensTo(email).getFirst()).isOk();

        resend(stranger);
        resend(email);

        await().during(Duration.ofMillis(500))
                .until(() ->
                        Mailbox.textsTo(stranger).isEmpty() && Mailbox.textsTo(email).size() == 1);
    }

    @Test
    void holdsALinkThatIsGoodOnceAndForADay() {
        var email = Caller.newEmail();
        caller.register(email);
        await().until(() -> Mailbox.tokensTo(email).size() == 1);
        resend(email);
        await().until(() -> Mailbox.tokensTo(email).size() == 2);
        var tokens = Mailbox.tokensTo(email);

        verify(tokens.getFirst()).isOk();

        verify(tokens.getFirst()).isBadRequest();
        verify(tokens.getLast()).isBadRequest();
        var late = Caller.newEmail();
        caller.register(late);
        await().until(() -> Mailbox.tokensTo(late).size() == 1);
        clock.pass(Duration.ofHours(24));
        verify(Mailbox.tokensTo(late).getFirst()).isBadRequest();
    }

    private org.springframework.test.web.servlet.client.StatusAssertions verify(String token) {
        return caller.post("/v1/auth/verify-email", Map.of("token", token)).expectStatus();
    }

    private void resend(String email) {
        caller.post("/v1/auth/resend-verification", Map.of("email", email))
                .expectStatus()
                .isAccepted();
    }

    private String page(String path, int status) {
        var body =
                caller.http()
                        .get()
                        .uri(java.net.URI.create(caller.url(path)))
                        .header(HttpHeaders.ACCEPT, "text/html,*/*;q=0.8")
                        .exchange()
                        .expectStatus()
                        .isEqualTo(status)
                        .expectHeader()
                        .valueMatches(
                                "Content-Security-Policy",
                                "default-src 'none'; style-src 'sha256-.+'; form-action 'self'.*")
                        .expectHeader()
                        .valueEquals("Referrer-Policy", "same-origin")
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody();
        return body == null ? "" : body;
    }

    private String submit(String token, int status) {
        var body =
                caller.http()
                        .post()
                        .uri("/v1/auth/verify-email")
                        .header(HttpHeaders.ACCEPT, "text/html,*/*;q=0.8")
                        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                        .body("token=" + token)
                        .exchange()
                        .expectStatus()
                        .isEqualTo(status)
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody();
        return body == null ? "" : body;
    }

    private @org.jspecify.annotations.Nullable String status(String userId) {
        return publication(userId, "status");
    }

    private @org.jspecify.annotations.Nullable String publication(String userId, String column) {
        return jdbc.sql(
                        "select %s from event_publication where serialized_event like ?"
                                .formatted(column))
                .param("%" + userId + "%")
                .query(String.class)
                .optional()
                .orElse(null);
    }
}
