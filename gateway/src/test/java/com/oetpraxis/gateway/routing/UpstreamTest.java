package com.oetpraxis.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.devstack.server.Ports;
import com.oetpraxis.gateway.testing.RunningGateway;
import com.oetpraxis.gateway.testing.RunningGateway.Answer;
import com.oetpraxis.gateway.testing.StubService;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Services that are away, slow or failing. */
class UpstreamTest {

    private static final Map<String, String> WIDE =
            Map.of(
                    "gateway.rate-limit.scale", "1000",
                    "gateway.response-timeout", "1s",
                    "gateway.status.interval", "1h");

    private final RunningGateway gateway = RunningGateway.start(WIDE);

    @AfterEach
    void stop() {
        gateway.close();
    }

    private static void assertUnavailable(Answer answer, int status, String service) {
        assertThat(answer.status()).isEqualTo(status);
        var error = answer.json().get("error");
        assertThat(error.get("code").asString()).isEqualTo("GATEWAY_001");
        assertThat(error.at("/details/service").asString()).isEqualTo(service);
        assertThat(error.at("/details/retryAfter").asInt()).isEqualTo(15);
        assertThat(error.get("retryAfter").asInt()).isEqualTo(15);
        assertThat(answer.header("Retry-After")).isEqualTo("15");
    }

    private Answer post(String path) {
        return gateway.send(
                path,
                r ->
                        r.header("Authorization", RunningGateway.anybody())
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{}")));
    }

    private List<StubService.Seen> calls(Service service) {
        return gateway.stub(service).seen().stream()
                .filter(seen -> !seen.uri().equals("/health"))
                .toList();
    }

    @Test
    void saysWhichServiceIsAwayAndOpensItsCircuitOnly() {
        gateway.stub(Service.BILLING).close();

        var answers =
                IntStream.range(0, 11)
                        .mapToObj(i -> gateway.get("/v1/subscriptions/plans"))
                        .toList();

        assertThat(answers).allSatisfy(a -> assertUnavailable(a, 503, "billing-service"));
        assertThat(gateway.bean(Upstreams.class).figures())
                .filteredOn(f -> f.circuit().equals("open"))
                .extracting(UpstreamFigures::service)
                .containsExactly(Service.BILLING);
        assertThat(gateway.get("/v1/help/faqs").status()).isEqualTo(200);
    }

    @Test
    void asksAServiceNoMoreOnceItsCircuitIsOpen() {
        gateway.stub(Service.CONTENT).behave((request, response) -> response.status(500).send());
        for (var i = 0; i < 10; i++) {
            assertThat(gateway.get("/v1/help/faqs").status()).isEqualTo(500);
        }

        var refused = gateway.get("/v1/help/faqs");

        assertUnavailable(refused, 503, "content-service");
        assertThat(calls(Service.CONTENT)).hasSize(10);
    }

    @Test
    void keepsTheCircuitClosedForOrderlyRefusals() {
        gateway.stub(Service.CONTENT).behave((request, response) -> response.status(503).send());

        for (var i = 0; i < 15; i++) {
            assertThat(gateway.get("/v1/help/faqs").status()).isEqualTo(503);
        }

        assertThat(calls(Service.CONTENT)).hasSize(15);
    }

    @Test
    void givesUpOnASlowServiceInTime() {
        gateway.stub(Service.CONTENT).behave((request, response) -> Mono.never());

        var started = System.nanoTime();
        var answer = gateway.get("/v1/help/faqs");

        assertUnavailable(answer, 504, "content-service");
        assertThat(Duration.ofNanos(System.nanoTime() - started))
                .isBetween(Duration.ofMillis(900), Duration.ofSeconds(4));
        assertThat(calls(Service.CONTENT)).hasSize(1);
    }

    @Test
    void letsAnAnswerTakeItsTimeOnceItHasBegun() {
        gateway.stub(Service.CONTENT)
                .behave((request, response) ->
                        response.header("Content-Type", "text/event-stream")
                                .sendString(
                                        Flux.interval(Duration.ofMillis(400))
                                                .take(5)
                                                .map(i -> "data: " + i + "\n\n")));

        var answer = gateway.get("/v1/help/faqs");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.response().body()).contains("data: 0").contains("data: 4");
    }

    @Test
    void asksAgainForReadingOnly() {
        var asked = new AtomicInteger();
        gateway.stub(Service.USER)
                .behave((request, response) -> {
                    if (!request.uri().startsWith("/v1/users/")) {
                        return response.send(); // the probe's questions do not count
                    }
                    if (asked.incrementAndGet() % 2 == 1) {
                        request.withConnection(c -> {
                            var _ = c.channel().close();
                        });
                        return Mono.never();
                    }
                    return gateway.stub(Service.USER).echo().apply(request, response);
                });

        assertThat(gateway.getSignedIn("/v1/users/me").status()).isEqualTo(200);
        assertThat(asked).hasValue(2);
        assertUnavailable(post("/v1/users/me/avatar"), 503, "user-service");
        assertThat(asked).hasValue(3);
    }

    @Test
    void goesToTheNextInstanceWhereNothingWasSentYet() throws IOException {
        try (var second = StubService.start("realtime-service");
                var two =
                        RunningGateway.start(
                                Map.of(
                                        "gateway.rate-limit.scale",
                                        "1000",
                                        "gateway.services.realtime-service",
                                        "http://127.0.0.1:" + Ports.free() + "," + second.url()))) {
            for (var i = 0; i < 6; i++) {
                var session = "/v1/sessions/0199-" + i;
                var answer =
                        two.send(
                                session + "/ticket",
                                r ->
                                        r.header("Authorization", RunningGateway.anybody())
                                                .POST(BodyPublishers.ofString("{}")));

                assertThat(answer.status()).isEqualTo(200);
            }
            assertThat(second.seen()).filteredOn(s -> s.method().equals("POST")).hasSize(6);
        }
    }

    @Test
    void sharesTheCallsAmongTheInstances() {
        try (var second = StubService.start("content-service");
                var third = StubService.start("content-service");
                var two =
                        RunningGateway.start(
                                Map.of(
                                        "gateway.rate-limit.scale",
                                        "1000",
                                        "gateway.services.content-service",
                                        second.url() + "," + third.url()))) {
            for (var i = 0; i < 10; i++) {
                two.get("/v1/help/faqs");
            }

            assertThat(second.seen()).filteredOn(s -> s.uri().equals("/v1/help/faqs")).hasSize(5);
            assertThat(third.seen()).filteredOn(s -> s.uri().equals("/v1/help/faqs")).hasSize(5);
        }
    }
}
