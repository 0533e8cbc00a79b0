package com.oetpraxis.user.legal;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.devstack.testing.TestTokens;
import com.oetpraxis.user.Fixtures.Caller;
import com.oetpraxis.user.UserServiceTest;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;

@UserServiceTest
class LegalTest {

    private static final String TERMS = "0190c0de-0001-7000-8000-000000000001";

    @Autowired private Caller caller;
    @Autowired private JdbcClient jdbc;

    @Test
    void theDocumentsInForceAreThereForEverybody() {
        caller.http()
                .get()
                .uri("/v1/legal/documents")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.documents.length()")
                .isEqualTo(3)
                .jsonPath("$.documents[?(@.type=='terms')].id")
                .isEqualTo(TERMS)
                .jsonPath("$.documents[?(@.type=='terms')].effectiveDate")
                .isEqualTo("2026-01-01")
                .jsonPath("$.documents[?(@.type=='terms')].url")
                .isEqualTo("http://localhost:8000/v1/legal/documents/" + TERMS);
        caller.http()
                .get()
                .uri("/v1/legal/documents/" + TERMS)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.version")
                .isEqualTo("1.0")
                .jsonPath("$.content")
                .value(String.class, text -> assertThat(text).contains("# Terms of use"));
    }

    @Test
    void theDocumentsInForceAreAPagedList() {
        caller.http()
                .get()
                .uri("/v1/legal/documents?page=2&limit=2")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.documents.length()")
                .isEqualTo(1)
                .jsonPath("$.documents[0].type")
                .isEqualTo("terms")
                .jsonPath("$.pagination.currentPage")
                .isEqualTo(2)
                .jsonPath("$.pagination.totalPages")
                .isEqualTo(2)
                .jsonPath("$.pagination.totalItems")
                .isEqualTo(3);
        caller.http()
                .get()
                .uri("/v1/legal/documents?limit=101")
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void whoDidNotAcceptAtRegistrationAcceptsLater() {
        var email = Caller.newEmail();
        var body = new HashMap<>(Caller.registration(email));
        body.remove("acceptTerms");
        caller.post("/v1/auth/register", body).expectStatus().isCreated();
        var token = caller.login(email).access();
        var id =
                jdbc.sql("select id from users where email = ?")
                        .param(email)
                        .query(UUID.class)
                        .single();
        standing(id).jsonPath("$.legalAccepted").isEqualTo(false);

        var first = accept(token).jsonPath("$.accepted").isEqualTo(true).returnResult();

        assertThat(accept(token).returnResult().getResponseBody())
                .as("a second time changes nothing")
                .isEqualTo(first.getResponseBody());
        standing(id)
                .jsonPath("$.legalAccepted")
                .isEqualTo(true)
                .jsonPath("$.userId")
                .isEqualTo(id.toString())
                .jsonPath("$.role")
                .isEqualTo("user")
                .jsonPath("$.status")
                .isEqualTo("active")
                .jsonPath("$.profession")
                .isEqualTo("nurse")
                .jsonPath("$.emailVerified")
                .isEqualTo(false);
    }

    private RestTestClient.BodyContentSpec accept(String token) {
        return caller.post("/v1/legal/accept", Map.of("documentId", TERMS, "version", "1.0"), token)
                .expectStatus()
                .isOk()
                .expectBody();
    }

    private RestTestClient.BodyContentSpec standing(UUID id) {
        return caller.http()
                .get()
                .uri("/internal/users/" + id + "/standing")
                .header("Authorization", TestTokens.service("session-service", "user-service"))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody();
    }
}
