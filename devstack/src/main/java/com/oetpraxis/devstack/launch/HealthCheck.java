package com.oetpraxis.devstack.launch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks each part for {@code /ready} and {@code /health} and prints a line a part; the exit code is
 * 1 if one does not answer, is not ready or is not well.
 */
public final class HealthCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final JsonMapper json = new JsonMapper();

    private HealthCheck() {}

    private record Answer(int status, String body) {}

    static void main() throws InterruptedException {
        var check = new HealthCheck();
        var well = true;
        for (var component : Component.all()) {
            well &= check.ask(component);
        }
        System.exit(well ? 0 : 1);
    }

    private boolean ask(Component component) throws InterruptedException {
        var ready = get(component, "/ready");
        var health = get(component, "/health");
        var state = state(health);
        System.out.printf(
                "%-18s ready %s  health %s%n",
                component.module(), ready.status() == 0 ? "no answer" : ready.status(), state);
        return ready.status() == 200 && health.status() == 200;
    }

    private String state(Answer health) {
        try {
            return health.status() == 0
                    ? "no answer"
                    : json.readTree(health.body()).path("status").asString("unknown");
        } catch (JacksonException e) {
            return "unknown";
        }
    }

    private Answer get(Component component, String path) throws InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + component.port() + path))
                        .timeout(PATIENCE)
                        .build();
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            return new Answer(0, "");
        }
    }
}
