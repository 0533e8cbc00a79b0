package com.oetpraxis.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.devstack.server.EmbeddedRedis;
import com.oetpraxis.devstack.server.Ports;
import com.oetpraxis.gateway.testing.RunningGateway;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A Redis that dies and comes back. */
@ExtendWith(OutputCaptureExtension.class)
class FailsafeLimiterTest {

    @Test
    void keepsTheLimitsByItselfWhileRedisIsAway(CapturedOutput output) throws IOException {
        var port = Ports.free();
        var redis = EmbeddedRedis.start(port);
        try (var gateway =
                RunningGateway.start(Map.of("gateway.redis.url", "redis://127.0.0.1:" + port))) {
            assertThat(gateway.get("/v1/help/faqs").status()).isEqualTo(200);

            redis.close();
            var answers =
                    IntStream.range(0, 25).mapToObj(i -> gateway.get("/v1/help/faqs")).toList();

            assertThat(answers).filteredOn(a -> a.status() == 200).hasSize(20);
            assertThat(answers.getLast().status()).isEqualTo(429);
            assertThat(answers).noneMatch(a -> a.header("X-RateLimit-Limit").isEmpty());
            assertThat(gateway.getSignedIn("/v1/users/me").status()).isEqualTo(200);
            assertThat(output).contains("limits are kept by this gateway alone");

            redis = EmbeddedRedis.start(port);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> {
                        gateway.get("/v1/help/faqs");
                        assertThat(output).contains("Redis counts calls again");
                    });
        } finally {
            redis.close();
        }
    }

    @Test
    void startsWithoutRedis() throws IOException {
        try (var gateway =
                RunningGateway.start(
                        Map.of("gateway.redis.url", "redis://127.0.0.1:" + Ports.free()))) {
            var answers =
                    IntStream.range(0, 25).mapToObj(i -> gateway.get("/v1/help/faqs")).toList();

            assertThat(answers).filteredOn(a -> a.status() == 200).hasSize(20);
            assertThat(gateway.getSignedIn("/v1/users/me").status()).isEqualTo(200);
        }
    }
}
