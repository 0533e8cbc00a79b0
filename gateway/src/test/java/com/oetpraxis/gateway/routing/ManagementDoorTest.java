package com.oetpraxis.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.gateway.testing.RunningGateway;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;

class ManagementDoorTest {

    private final RunningGateway gateway = RunningGateway.shared();

    @Test
    void showsMetricsOnTheManagementPort() throws IOException, InterruptedException {
        gateway.getSignedIn("/v1/users/me");

        var answer = management("/actuator/prometheus");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("gateway_requests_seconds_count{");
    }

    @Test
    void routesNothingOnTheManagementPort() throws IOException, InterruptedException {
        assertThat(management("/v1/subscriptions/plans").statusCode()).isEqualTo(404);
        assertThat(management("/internal/users/1/standing").statusCode()).isEqualTo(404);
        assertThat(management("/actuator/env").statusCode()).isEqualTo(404);
    }

    @Test
    void showsNoMetricsAtThePublicDoor() {
        assertThat(gateway.getSignedIn("/actuator/prometheus").status()).isEqualTo(404);
    }

    private HttpResponse<String> management(String path) throws IOException, InterruptedException {
        var port = gateway.bean(Environment.class).getRequiredProperty("local.management.port");
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                    BodyHandlers.ofString());
        }
    }
}
