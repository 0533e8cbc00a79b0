package com.oetpraxis.session;

import com.oetpraxis.devstack.testing.WithServices;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole service on real servers, the other services on loopback; no report makes itself. */
@NullMarked
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "praxis.feedback.workers=0",
            "praxis.practice.expiry-interval=1h",
            "spring.cloud.openfeign.client.config.default.read-timeout=1500",
            "spring.cloud.openfeign.client.config.ai-service.read-timeout=1500"
        })
@WithServices
public abstract class ServiceTest {

    protected static final StubServices STUBS = StubServices.INSTANCE;

    protected final UUID learner = UUID.randomUUID();
    protected final UUID scenario = UUID.randomUUID();

    @LocalServerPort protected int port;

    @Autowired protected JdbcClient jdbc;
    @Autowired private CircuitBreakerRegistry circuits;

    @DynamicPropertySource
    static void services(DynamicPropertyRegistry registry) {
        STUBS.register(registry);
    }

    @BeforeEach
    void everythingWorks() {
        STUBS.reset();
        circuits.getAllCircuitBreakers().forEach(CircuitBreaker::reset);
        jdbc.sql("update feedback_reports set next_attempt_at = null").update();
    }

    protected Api api() {
        return Api.of(port, learner);
    }

    protected Api realtime() {
        return Api.realtime(port);
    }

    protected String startBody() {
        return "{\"scenarioId\":\"" + scenario + "\"}";
    }

    /** The id of a new session. */
    protected String create() {
        var created = api().post("/v1/sessions", startBody());
        if (created.status() != 201) {
            throw new IllegalStateException("create answered " + created.status());
        }
        return created.text("/sessionId");
    }

    /** The epoch of a new connection. */
    protected int connect(String id) {
        return realtime()
                .post(
                        "/internal/sessions/" + id + "/connections",
                        "{\"userId\":\"" + learner + "\"}")
                .body()
                .path("epoch")
                .asInt();
    }

    protected Api.Answer append(String id, int epoch, int turn) {
        return realtime().post("/internal/sessions/" + id + "/turns", Talks.turn(epoch, turn));
    }

    /** A session with eight turns, enough to assess. */
    protected String talk() {
        var id = create();
        var epoch = connect(id);
        for (var turn = 1; turn <= 8; turn++) {
            append(id, epoch, turn);
        }
        return id;
    }

    /** What the session's outbox holds, in order. */
    protected List<String> events(String id) {
        return jdbc.sql("select type from outbox_events where event_key = ? order by seq")
                .param(id)
                .query((row, n) -> row.getString(1))
                .list();
    }
}
