package com.oetpraxis.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.user.Fixtures.Caller;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The document under docs/api is what other people build on; {@code -Dpraxis.api.write=true}. */
@UserServiceTest
class ApiDocumentTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "api", "user-service.yaml");

    @Autowired private Caller caller;

    @Test
    void isTheSameAsTheCode() throws IOException {
        var body =
                caller.http()
                        .get()
                        .uri("/v3/api-docs.yaml")
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody(byte[].class)
                        .returnResult()
                        .getResponseBody();
        var served = new String(body == null ? new byte[0] : body, StandardCharsets.UTF_8);
        if (Boolean.getBoolean("praxis.api.write")) {
            Files.createDirectories(DOCUMENT.getParent());
            Files.writeString(DOCUMENT, served);
        }

        assertThat(served).isEqualTo(Files.readString(DOCUMENT));
        assertThat(served)
                .contains("/v1/auth/register:", "/v1/users/me:", "/internal/users/{id}/standing:");
    }
}
