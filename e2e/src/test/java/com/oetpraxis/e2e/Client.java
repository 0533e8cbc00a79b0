package com.oetpraxis.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.MissingNode;

/** Calls the API at the gateway, with an access token or without. */
class Client {

    private @Nullable String accessToken;

    void use(@Nullable String accessToken) {
        this.accessToken = accessToken;
    }

    String token() {
        if (accessToken == null) {
            throw new IllegalStateException("not signed in");
        }
        return accessToken;
    }

    Answer get(String path) {
        return call("GET", path, null, Map.of());
    }

    Answer post(String path, @Nullable Object body) {
        return call("POST", path, body, Map.of());
    }

    Answer delete(String path) {
        return call("DELETE", path, null, Map.of());
    }

    /** A body that is a string is sent as it is. */
    Answer call(String method, String path, @Nullable Object body, Map<String, String> headers) {
        var request =
                HttpRequest.newBuilder(URI.create(Suite.BASE_URL + path))
                        .timeout(Duration.ofSeconds(20));
        if (accessToken != null && !headers.containsKey("Authorization")) {
            request.header("Authorization", "Bearer " + accessToken);
        }
        headers.forEach(request::header);
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            if (!headers.containsKey("Content-Type")) {
                request.header("Content-Type", "application/json");
            }
            var text = body instanceof String raw ? raw : Suite.JSON.writeValueAsString(body);
            request.method(method, HttpRequest.BodyPublishers.ofString(text));
        }
        try {
            var response = Suite.HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            try {
                var json =
                        response.body().isBlank()
                                ? MissingNode.getInstance()
                                : Suite.JSON.readTree(response.body());
                return new Answer(response.statusCode(), response.headers(), json);
            } catch (JacksonException e) {
                return new Answer(
                        response.statusCode(),
                        response.headers(),
                        Suite.JSON.getNodeFactory().stringNode(response.body()));
            }
        } catch (IOException e) {
            return new Answer(
                    0,
                    java.net.http.HttpHeaders.of(Map.of(), (a, b) -> true),
                    MissingNode.getInstance());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
