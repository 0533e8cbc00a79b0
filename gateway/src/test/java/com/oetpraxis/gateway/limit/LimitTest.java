package com.oetpraxis.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.devstack.testing.TestTokens;
import com.oetpraxis.gateway.routing.Service;
import com.oetpraxis.gateway.testing.RunningGateway;
import com.oetpraxis.gateway.testing.RunningGateway.Answer;
import com.oetpraxis.gateway.testing.TestRedis;
import io.lettuce.core.RedisClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The windows as a client meets them, at the scale of production. */
class LimitTest {

    private static final RunningGateway GATEWAY = RunningGateway.start(Map.of());

    @AfterAll
    static void stop() {
        GATEWAY.close();
    }

    @BeforeEach
    void forgetAddress() {
        var client = RedisClient.create(TestRedis.shared());
        try (var redis = client.connect()) {
            redis.sync().flushall();
        } finally {
            client.shutdown();
        }
    }

    private static Answer me(String bearer) {
        return GATEWAY.send("/v1/users/me", r -> r.header("Authorization", bearer));
    }

    private static List<Answer> times(int calls, java.util.function.Supplier<Answer> call) {
        return IntStream.range(0, calls).mapToObj(i -> call.get()).toList();
    }

    private static void assertLimited(Answer answer) {
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.json().at("/error/code").asString()).isEqualTo("GATEWAY_002");
        assertThat(answer.json().at("/error/retryable").asBoolean()).isTrue();
        assertThat(answer.header("X-RateLimit-Remaining")).isEqualTo("0");
        assertThat(Long.parseLong(answer.header("Retry-After")))
                .isPositive()
                .isEqualTo(answer.json().at("/error/retryAfter").asLong())
                .isEqualTo(answer.json().at("/error/details/retryAfter").asLong());
    }

    @Test
    void tellsTheTightestOfTheLongWindows() {
        var first = me(TestTokens.user(UUID.randomUUID()).bearer());

        assertThat(first.header("X-RateLimit-Limit")).isEqualTo("60");
        assertThat(first.header("X-RateLimit-Remaining")).isEqualTo("59");
        var reset = Long.parseLong(first.header("X-RateLimit-Reset"));
        assertThat(Instant.ofEpochSecond(reset))
                .isBetween(Instant.now().plusSeconds(55), Instant.now().plusSeconds(65));
    }

    @Test
    void tellsEachKindOfCallerItsOwn() {
        var paid = me(TestTokens.user(UUID.randomUUID()).plan("paid").bearer());
        var admin = me(TestTokens.user(UUID.randomUUID()).role("admin").bearer());
        var reviewer = me(TestTokens.user(UUID.randomUUID()).role("reviewer").bearer());
        var nobody = GATEWAY.get("/v1/subscriptions/plans");

        assertThat(paid.header("X-RateLimit-Limit")).isEqualTo("300");
        assertThat(admin.header("X-RateLimit-Limit")).isEqualTo("600");
        assertThat(reviewer.header("X-RateLimit-Limit")).isEqualTo("600");
        assertThat(nobody.header("X-RateLimit-Limit")).isEqualTo("60");
    }

    @Test
    void refusesTheBurstAndLetsThroughWhenItSays() {
        var bearer = TestTokens.user(UUID.randomUUID()).bearer();

        var answers = times(60, () -> me(bearer));

        var refused = answers.stream().filter(a -> a.status() == 429).toList();
        assertThat(refused).isNotEmpty();
        assertLimited(refused.getFirst());
    }

    @Test
    void countsAnAddressThatSendsNoToken() {
        var answers = times(25, () -> GATEWAY.get("/v1/subscriptions/plans"));

        assertThat(answers.subList(0, 20)).allMatch(a -> a.status() == 200);
        assertThat(answers.subList(20, 25)).allMatch(a -> a.status() == 429);
        assertLimited(answers.getLast());
    }

    @Test
    void countsARefusedTokenAgainstItsAddress() {
        var answers = times(25, () -> me("Bearer no-token"));

        assertThat(answers.subList(0, 20)).allMatch(a -> a.status() == 401);
        assertThat(answers.subList(20, 25)).allMatch(a -> a.status() == 429);
        assertThat(answers.getFirst().header("X-RateLimit-Remaining")).isEqualTo("59");
    }

    @Test
    void countsUnknownPathsToo() {
        var answers = times(21, () -> GATEWAY.get("/v1/nothing"));

        assertThat(answers.getFirst().status()).isEqualTo(404);
        assertThat(answers.getLast().status()).isEqualTo(429);
    }

    @Test
    void doesNotPassARefusedCallOn() {
        GATEWAY.stub(Service.CONTENT).behaveNormally();
        times(25, () -> GATEWAY.get("/v1/help/faqs"));

        assertThat(GATEWAY.stub(Service.CONTENT).seen())
                .filteredOn(seen -> seen.uri().equals("/v1/help/faqs"))
                .hasSize(20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/system/status",
                "/v1/health",
                "/ready",
                "/v1/docs",
                "/v1/auth/jwks",
                "/.well-known/openid-configuration",
                "/verify",
                "/foo"
            })
    void countsNothingElse(String path) {
        var answers = times(30, () -> GATEWAY.get(path));

        assertThat(answers)
                .noneMatch(a -> a.status() == 429)
                .allMatch(a -> a.header("X-RateLimit-Limit").isEmpty());
    }

    @Test
    void countsWebhooksByTheirProvider() {
        var started = System.nanoTime();
        var answers = times(80, () -> GATEWAY.get("/v1/webhooks/stripe"));
        var seconds = Duration.ofNanos(System.nanoTime() - started).toMillis() / 1_000.0;

        var passed = answers.stream().filter(a -> a.status() == 200).count();
        assertThat(passed).isBetween(50L, (long) (50 * Math.ceil(seconds + 0.1)));
        assertThat(answers.getFirst().header("X-RateLimit-Limit")).isEqualTo("50");
    }

    /** Answers written from Redis's thread once left the next request on the connection waiting. */
    @Test
    void answersRefusedCallsOneAfterTheOther() {
        var answers = times(1_500, () -> GATEWAY.get("/v1/nothing"));

        assertThat(answers.subList(20, 1_500)).allMatch(a -> a.status() == 429);
    }
}
