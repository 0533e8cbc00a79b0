package com.oetpraxis.realtime;

import com.oetpraxis.devstack.testing.ApiDocument;
import com.oetpraxis.devstack.testing.WithServices;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The document in docs/api is what the code offers. */
@WithServices
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class OpenApiTest {

    @LocalServerPort private int port;

    @Test
    void isTheDocumentInDocs() throws Exception {
        var address = URI.create("http://127.0.0.1:" + port + "/v3/api-docs.yaml");
        try (var http = HttpClient.newHttpClient()) {
            var served =
                    http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());

            ApiDocument.of("realtime-service").mustEqual(served.body());
        }
    }
}
