package com.oetpraxis.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The document in docs/api is what the service offers; -Dpraxis.api.write=true writes it anew. */
class OpenApiTest extends ServiceTest {

    private static final Path DOCUMENT = Path.of("../docs/api/session-service.yaml");

    @Test
    void isTheDocumentInDocs() throws IOException {
        var offered = Api.anonymous(port).get("/v3/api-docs.yaml").response().body();
        if (Boolean.getBoolean("praxis.api.write")) {
            Files.createDirectories(DOCUMENT.getParent());
            Files.writeString(DOCUMENT, offered);
        }

        assertThat(offered).startsWith("openapi: 3.1").contains("/v1/sessions/create:");
        assertThat(offered).isEqualTo(Files.readString(DOCUMENT));
    }
}
