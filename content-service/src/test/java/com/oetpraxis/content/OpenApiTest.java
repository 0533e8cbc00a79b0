package com.oetpraxis.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import com.oetpraxis.devstack.testing.ApiDocument;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

/** The document in docs/api is what the code offers. */
@ContentIntegrationTest
class OpenApiTest {

    @Autowired MockMvc mvc;

    @Test
    void isTheDocumentInDocs() throws Exception {
        var served = mvc.perform(get("/v3/api-docs.yaml")).andReturn().getResponse();

        ApiDocument.of("content-service").mustEqual(served.getContentAsString(UTF_8));
    }
}
