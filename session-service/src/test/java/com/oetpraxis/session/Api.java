package com.oetpraxis.session;

import com.oetpraxis.devstack.testing.TestTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the service under test over HTTP. */
@NullMarked
public final class Api {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String base;
    private final Map<String, String> headers;

    private Api(String base, Map<String, String> headers) {
        this.base = base;
        this.headers = headers;
    }

    public record Answer(int status, JsonNode body, HttpResponse<String> response) {

        public String text(String pointer) {
            return body.at(pointer).asString("");
        }

        public @Nullable String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }
    }

    public static Api anonymous(int port) {
        return new Api("http://127.0.0.1:" + port, Map.of());
    }

    public static Api of(int port, UUID user) {
        return as(port, TestTokens.user(user));
    }

    public static Api as(int port, TestTokens token) {
        return new Api("http://127.0.0.1:" + port, Map.of("Authorization", token.bearer()));
    }

    public static Api realtime(int port) {
        return new Api(
                "http://127.0.0.1:" + port,
                Map.of("Authorization", TestTokens.service("realtime-service", "session-service")));
    }

    public Api with(String header, String value) {
        var more = new java.util.HashMap<>(headers);
        more.put(header, value);
        return new Api(base, more);
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    public Answer post(String path) {
        return send("POST", path, null);
    }

    public Answer post(String path, String body) {
        return send("POST", path, body);
    }

    public Answer send(String method, String path, @Nullable String body) {
        var request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        if (body != null && !headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        try {
            var response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            var isJson = response.headers().firstValue("Content-Type").orElse("").contains("json");
            return new Answer(
                    response.statusCode(),
                    isJson ? JSON.readTree(response.body()) : JSON.createObjectNode(),
                    response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
