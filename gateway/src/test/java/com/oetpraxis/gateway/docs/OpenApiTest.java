package com.oetpraxis.gateway.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.oetpraxis.devstack.testing.ApiDocument;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

/** The document in docs/api is the one that is served; {@link DocsTest} holds it to the answers. */
class OpenApiTest {

    @Test
    void isTheDocumentInDocs() throws IOException {
        var served = new ClassPathResource("docs/gateway.json").getContentAsString(UTF_8);

        ApiDocument.of("gateway").mustEqual(served);
    }
}
