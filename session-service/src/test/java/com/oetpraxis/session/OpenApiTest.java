package com.oetpraxis.session;

import com.oetpraxis.devstack.testing.ApiDocument;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The document in docs/api is what the code offers. */
class OpenApiTest extends ServiceTest {

    @Test
    void isTheDocumentInDocs() throws IOException {
        var served = Api.anonymous(port).get("/v3/api-docs.yaml").response().body();

        ApiDocument.of("session-service").mustEqual(served);
    }
}
