package com.oetpraxis.devstack.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The public API as one learner calls it; nothing is repeated, since repeats would be measured. */
final class PublicApi {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http;
    private final String baseUrl;
    private String token = "";

    PublicApi(HttpClient http, String baseUrl) {
        this.http = http;
        this.baseUrl = baseUrl;
    }

    /** What is called from here on is called as this learner. */
    void signIn(String email, String password) {
        token =
                post("/auth/login", Map.of("email", email, "password", password))
                        .path("accessToken")
                        .asString();
    }

    JsonNode get(String path) {
        return call("GET", path, HttpRequest.BodyPublishers.noBody());
    }

    JsonNode post(String path) {
        return call("POST", path, HttpRequest.BodyPublishers.noBody());
    }

    JsonNode post(String path, Object body) {
        return call(
                "POST", path, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
    }

    private JsonNode call(String method, String path, HttpRequest.BodyPublisher body) {
        var request =
                HttpRequest.newBuilder(URI.create(baseUrl + "/v1" + path))
                        .header("Content-Type", "application/json")
                        .method(method, body);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 400) {
                throw new IllegalStateException(
                        path + " answered " + response.statusCode() + " " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
