package com.oetpraxis.devstack.rehearse;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The public API as a signed-in learner calls it. */
final class Api {

    private static final int REPEATS = 5;

    private final String baseUrl;
    private final HttpClient http;
    private final JsonMapper json;
    private @Nullable String accessToken;

    Api(String baseUrl, HttpClient http, JsonMapper json) {
        this.baseUrl = baseUrl;
        this.http = http;
        this.json = json;
    }

    void signIn(String email, String password) {
        var answer = call("POST", "/auth/login", Map.of("email", email, "password", password));
        accessToken = answer.path("accessToken").asString();
    }

    JsonNode get(String path) {
        return call("GET", path, null);
    }

    JsonNode post(String path, @Nullable Object body) {
        return call("POST", path, body);
    }

    void delete(String path) {
        call("DELETE", path, null);
    }

    private static boolean isBusy(HttpResponse<String> response) {
        return response.statusCode() == 503 || response.statusCode() == 504;
    }

    private JsonNode call(String method, String path, @Nullable Object body) {
        var request =
                HttpRequest.newBuilder(URI.create(baseUrl + "/v1" + path))
                        .timeout(Duration.ofSeconds(20))
                        .header("Accept", "application/json");
        if (accessToken != null) {
            request.header("Authorization", "Bearer " + accessToken);
        }
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(
                            method,
                            HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)));
        }
        // safe to repeat: just after a start the first calls can take longer than the gateway waits
        request.header("Idempotency-Key", UUID.randomUUID().toString());
        try {
            var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            for (var repeat = 0; repeat < REPEATS && isBusy(response); repeat++) {
                TimeUnit.SECONDS.sleep(2);
                response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            }
            var answer =
                    response.body().isBlank()
                            ? json.createObjectNode()
                            : json.readTree(response.body());
            if (response.statusCode() >= 400) {
                var error = answer.path("error");
                throw new RefusedException(
                        error.path("message")
                                .asString(method + " " + path + ": " + response.statusCode()),
                        response.statusCode(),
                        error.path("details").path("reason").asString(""),
                        error.path("details").path("sessionId").asString(""));
            }
            return answer;
        } catch (IOException e) {
            throw new UnansweredException(
                    "Nothing answers at " + baseUrl + ": start the suite with make run.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RehearsalException("Interrupted.");
        }
    }
}
