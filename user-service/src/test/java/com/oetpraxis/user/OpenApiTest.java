package com.oetpraxis.user;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.oetpraxis.devstack.testing.ApiDocument;
import com.oetpraxis.user.Fixtures.Caller;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The document in docs/api is what the code offers. */
@UserServiceTest
class OpenApiTest {

    @Autowired private Caller caller;

    @Test
    void isTheDocumentInDocs() throws IOException {
        var body =
                caller.http()
                        .get()
                        .uri("/v3/api-docs.yaml")
                        .exchange()
                        .expectBody(byte[].class)
                        .returnResult()
                        .getResponseBody();

        ApiDocument.of("user-service")
                .mustEqual(new String(body == null ? new byte[0] : body, UTF_8));
    }
}
