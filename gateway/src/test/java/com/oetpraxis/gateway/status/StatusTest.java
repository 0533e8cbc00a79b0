package com.oetpraxis.gateway.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.devstack.testing.TestTokens;
import com.oetpraxis.gateway.routing.Service;
import com.oetpraxis.gateway.testing.RunningGateway;
import com.oetpraxis.gateway.testing.RunningGateway.Answer;
import com.oetpraxis.gateway.testing.StubService;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** The status as it follows what the services say of themselves. */
class StatusTest {

    private static final String WELL =
            "{\"status\":\"healthy\",\"details\":{\"database\":\"up\",\"cache\":\"up\"}}";

    /** A request may take its 30 s where all cores are busy. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final AtomicReference<String> MAINTENANCE = new AtomicReference<>("{}");
    private static final RunningGateway GATEWAY =
            RunningGateway.start(
                    Map.of(
                            "gateway.rate-limit.scale",
                            "1000",
                            "gateway.status.interval",
                            "200ms",
                            "gateway.status.timeout",
                            "500ms"));

    @AfterAll
    static void stop() {
        GATEWAY.close();
    }

    @BeforeEach
    void allWell() {
        MAINTENANCE.set("{}");
        for (var service : Service.values()) {
            if (service != Service.GATEWAY) {
                says(service, WELL);
            }
        }
        says(
                Service.AI,
                "{\"status\":\"healthy\",\"details\":{\"adapters\":{\"languageModel\":\"scripted\"}}}");
        until(status -> assertThat(status.get("status").asString()).isEqualTo("operational"));
    }

    private static void says(Service service, String health) {
        GATEWAY.stub(service).behave(answering(health));
    }

    private static StubService.Behaviour answering(String health) {
        return (request, response) -> {
            var body =
                    switch (request.uri()) {
                        case "/health" -> health;
                        case "/v1/system/maintenance" -> MAINTENANCE.get();
                        default -> "{}";
                    };
            return response.header("Content-Type", "application/json").sendString(Mono.just(body));
        };
    }

    private static JsonNode status() {
        return GATEWAY.get("/v1/system/status").json();
    }

    private static void until(Consumer<JsonNode> assertion) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertion.accept(status()));
    }

    private static Answer as(String role, String path) {
        return GATEWAY.send(
                path,
                r ->
                        r.header(
                                "Authorization",
                                TestTokens.user(UUID.randomUUID()).role(role).bearer()));
    }

    private static void assertComponents(
            JsonNode status, String api, String websocket, String storage, String ai) {
        assertThat(status.at("/components/api").asString()).isEqualTo(api);
        assertThat(status.at("/components/websocket").asString()).isEqualTo(websocket);
        assertThat(status.at("/components/storage").asString()).isEqualTo(storage);
        assertThat(status.at("/components/ai").asString()).isEqualTo(ai);
    }

    @Test
    void isOperationalWithMeasuredFigures() {
        GATEWAY.get("/v1/help/faqs");

        var status = status();

        assertComponents(status, "operational", "operational", "operational", "operational");
        assertThat(status.at("/performance/latency").asDouble()).isPositive();
        assertThat(status.at("/performance/uptime").asDouble()).isBetween(0.01, 100.0);
        assertThat(status.get("message").asString()).isNotEmpty();
    }

    @Test
    void isDegradedWhereAPartIsAwayAndRemembersWhen() {
        GATEWAY.stub(Service.REALTIME).behave((request, response) -> response.status(500).send());

        until(status ->
                assertComponents(status, "operational", "down", "operational", "operational"));

        var status = status();
        assertThat(status.get("status").asString()).isEqualTo("degraded");
        assertThat(status.at("/performance/lastIncident").asString()).endsWith("Z");
        assertThat(GATEWAY.get("/health").json().get("status").asString()).isEqualTo("degraded");
        assertThat(GATEWAY.get("/ready").status()).isEqualTo(200);
    }

    @Test
    void isDegradedWhereOneOfTheApisServicesIsAway() {
        GATEWAY.stub(Service.CONTENT).behave((request, response) -> Mono.never());

        until(status ->
                assertComponents(status, "degraded", "operational", "operational", "operational"));
    }

    @Test
    void isAnOutageWithoutStorage() {
        for (var service : Service.values()) {
            if (service != Service.GATEWAY && service != Service.AI) {
                says(service, "{\"status\":\"unhealthy\",\"details\":{\"database\":\"down\"}}");
            }
        }

        until(status -> assertThat(status.get("status").asString()).isEqualTo("outage"));

        assertComponents(status(), "down", "down", "down", "operational");
        assertThat(GATEWAY.get("/health").json().at("/details/database").asString())
                .isEqualTo("down");
    }

    @Test
    void tellsOfMaintenance() {
        MAINTENANCE.set("{\"current\":{\"inMaintenance\":true,\"message\":\"Back at noon.\"}}");

        until(status -> assertThat(status.get("status").asString()).isEqualTo("maintenance"));

        assertThat(status().get("message").asString()).isEqualTo("Back at noon.");
    }

    @Test
    void tellsTheAdaptersToAdminsOnly() {
        assertThat(status().has("adapters")).isFalse();
        assertThat(as("user", "/v1/system/status").json().has("adapters")).isFalse();
        assertThat(
                        as("admin", "/v1/system/status")
                                .json()
                                .at("/adapters/ai-service/languageModel")
                                .asString())
                .isEqualTo("scripted");
    }

    @Test
    void answersHealthAndReadyWithAndWithoutV1() {
        for (var path : new String[] {"/health", "/v1/health", "/api/v1/health", "/api/health"}) {
            var health = GATEWAY.get(path).json();
            assertThat(health.get("status").asString()).isEqualTo("healthy");
            assertThat(health.at("/details/cache").asString()).isEqualTo("up");
            assertThat(health.at("/details/dependencies").size()).isEqualTo(6);
            assertThat(health.get("version").asString()).isNotEmpty();
        }
        for (var path : new String[] {"/ready", "/v1/ready"}) {
            var ready = GATEWAY.get(path);
            assertThat(ready.status()).isEqualTo(200);
            assertThat(ready.json().get("status").asString()).isEqualTo("ready");
            assertThat(ready.json().at("/dependencies/redis").asBoolean()).isTrue();
        }
    }

    @Test
    void showsTheOverviewToAdminsOnly() {
        assertThat(GATEWAY.get("/v1/admin/system/overview").status()).isEqualTo(401);
        assertThat(as("support", "/v1/admin/system/overview").status()).isEqualTo(403);

        GATEWAY.stub(Service.BILLING).behave((request, response) -> response.status(500).send());
        until(status -> assertThat(status.at("/components/api").asString()).isEqualTo("degraded"));
        var overview = as("admin", "/v1/admin/system/overview").json();

        assertThat(overview.get("services").size()).isEqualTo(6);
        assertThat(overview.at("/services/0/name").asString()).isEqualTo("user-service");
        assertThat(overview.at("/services/0/circuit").asString()).isEqualTo("closed");
        assertThat(overview.at("/services/0/instances/0/up").asBoolean()).isTrue();
        assertThat(overview.at("/capacity/memoryUsageMb").asInt()).isPositive();
        assertThat(overview.get("alerts"))
                .anySatisfy(alert -> {
                    assertThat(alert.get("service").asString()).isEqualTo("billing-service");
                    assertThat(alert.get("condition").asString()).isEqualTo("service_down");
                    assertThat(alert.get("severity").asString()).isEqualTo("high");
                });
    }
}
