package com.oetpraxis.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

/** The committed document is what the code answers; -Dpraxis.api.write=true writes it anew. */
@ContentIntegrationTest
class OpenApiTest {

    private static final Path DOCUMENT = Path.of("../docs/api/content-service.yaml");

    @Autowired MockMvc mvc;

    @Test
    void equalsTheCommittedDocument() throws Exception {
        var document =
                new String(
                        mvc.perform(get("/v3/api-docs.yaml"))
                                .andReturn()
                                .getResponse()
                                .getContentAsByteArray(),
                        UTF_8);
        if (Boolean.getBoolean("praxis.api.write")) {
            Files.createDirectories(DOCUMENT.getParent());
            Files.writeString(DOCUMENT, document);
        }

        assertThat(document).isEqualTo(Files.readString(DOCUMENT));
    }
}
