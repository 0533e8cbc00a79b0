package com.oetpraxis.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.oetpraxis.devstack.testing.TestTokens;
import com.oetpraxis.gateway.testing.RunningGateway;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AccessLogTest {

    private final RunningGateway gateway = RunningGateway.shared();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger access = (Logger) LoggerFactory.getLogger("access");
    private final Memory everything = new Memory();
    private final Memory lines = new Memory();

    private static final class Memory extends AppenderBase<ILoggingEvent> {

        final List<String> messages = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            messages.add(event.getFormattedMessage());
        }
    }

    @BeforeEach
    void listen() {
        everything.start();
        lines.start();
        root.addAppender(everything);
        access.addAppender(lines);
    }

    @AfterEach
    void stop() {
        root.detachAppender(everything);
        access.detachAppender(lines);
    }

    private JsonNode line(String requestId) {
        return Awaitility.await()
                .until(
                        () ->
                                lines.messages.stream()
                                        .filter(line -> line.contains(requestId))
                                        .toList(),
                        found -> found.size() == 1)
                .stream()
                .map(new JsonMapper()::readTree)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void writesOneLineWithTheFieldsOfTheCatalogue() {
        var user = UUID.randomUUID();
        var id = UUID.randomUUID().toString();
        gateway.send(
                "/api/users/me?verbose=1",
                r ->
                        r.header("X-Request-Id", id)
                                .header("Authorization", TestTokens.user(user).bearer()));

        var line = line(id);
        assertThat(line.propertyNames())
                .containsExactly(
                        "timestamp",
                        "request_id",
                        "service",
                        "method",
                        "path",
                        "status_code",
                        "duration_ms",
                        "user_id",
                        "ip");
        assertThat(Instant.parse(line.get("timestamp").asString()))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
        assertThat(line.get("service").asString()).isEqualTo("user-service");
        assertThat(line.get("method").asString()).isEqualTo("GET");
        assertThat(line.get("path").asString()).isEqualTo("/api/users/me");
        assertThat(line.get("status_code").asInt()).isEqualTo(200);
        assertThat(line.get("duration_ms").asDouble()).isPositive().isLessThan(30_000);
        assertThat(line.get("user_id").asString()).isEqualTo(user.toString());
        assertThat(line.get("ip").asString()).isEqualTo("127.0.0.1");
    }

    @Test
    void leavesOutTheUserWhereThereIsNone() {
        var id = UUID.randomUUID().toString();
        gateway.send("/v1/nothing", r -> r.header("X-Request-Id", id));

        assertThat(line(id).has("user_id")).isFalse();
        assertThat(line(id).get("status_code").asInt()).isEqualTo(404);
        assertThat(line(id).get("service").asString()).isEqualTo("gateway");
    }

    @Test
    void neverWritesASecret() {
        var bearer = TestTokens.user(UUID.randomUUID()).bearer();
        var secret = "s3cret-" + UUID.randomUUID();
        for (var path :
                List.of(
                        "/v1/sessions/0199/stream?token=" + secret,
                        "/v1/sessions/0199/stream?ticket=" + secret,
                        "/verify?token=" + secret,
                        "/v1/shared/reports/" + secret,
                        "/api/v1/shared/reports/" + secret,
                        "/v1/data/export/0199/download?signature=" + secret,
                        "/v1/users/me?access_token=" + secret)) {
            var id = UUID.randomUUID().toString();
            gateway.send(path, r -> r.header("Authorization", bearer).header("X-Request-Id", id));
            line(id);
        }

        assertThat(lines.messages).noneMatch(line -> line.contains(secret) || line.contains("eyJ"));
        assertThat(everything.messages)
                .noneMatch(line -> line.contains(secret) || line.contains("eyJ"));
    }

    @Test
    void writesWhatItCannotTrustAsText() {
        var id = UUID.randomUUID().toString();
        gateway.send("/v1/help/%22%7D%0A%7B", r -> r.header("X-Request-Id", id));

        assertThat(line(id).get("path").asString()).isEqualTo("/v1/help/%22%7D%0A%7B");
    }

    @Test
    void believesOnlyTrustedProxies() {
        var id = UUID.randomUUID().toString();
        try (var behind =
                RunningGateway.start(Map.of("gateway.web.trusted-proxies", "127.0.0.0/8"))) {
            // starting another gateway sets the loggers up anew
            lines.start();
            access.addAppender(lines);
            behind.send(
                    "/v1/health",
                    r ->
                            r.header("X-Request-Id", id)
                                    .header("X-Forwarded-For", "6.6.6.6, 203.0.113.9, 127.0.0.5"));

            assertThat(line(id).get("ip").asString()).isEqualTo("203.0.113.9");
        }
    }
}
