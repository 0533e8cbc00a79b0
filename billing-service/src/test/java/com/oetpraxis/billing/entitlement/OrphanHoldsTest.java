package com.oetpraxis.billing.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.billing.BillingIntegrationTest;
import com.oetpraxis.billing.entitlement.Reservation.State;
import com.oetpraxis.billing.plan.Tier;
import com.oetpraxis.billing.session.SessionClient;
import com.oetpraxis.shared.job.ClusterLock;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Against a stand-in of session-service on loopback, by the real client. */
@BillingIntegrationTest
class OrphanHoldsTest {

    private static final Map<String, Integer> ANSWERS = new ConcurrentHashMap<>();
    private static final Map<String, String> STATES = new ConcurrentHashMap<>();
    private static final List<String> ASKED =
            java.util.Collections.synchronizedList(new ArrayList<>());
    private static final HttpServer SESSIONS = sessions();

    @Autowired EntitlementService entitlements;
    @Autowired AllowanceRepository allowances;
    @Autowired SessionClient client;
    @Autowired ClusterLock lock;
    @Autowired JdbcClient jdbc;

    private final UUID learner = UUID.randomUUID();

    @DynamicPropertySource
    static void standIn(DynamicPropertyRegistry registry) {
        registry.add(
                "spring.cloud.openfeign.client.config.session-service.url",
                () -> "http://127.0.0.1:" + SESSIONS.getAddress().getPort());
    }

    @AfterAll
    static void stop() {
        SESSIONS.stop(0);
    }

    @BeforeEach
    void nothingElseIsHeld() {
        jdbc.sql(
                        """
                        update reservations set state = 'released', settled_at = created_at
                        where state = 'held'
                        """)
                .update();
        ANSWERS.clear();
        STATES.clear();
        ASKED.clear();
    }

    @Test
    void givesBackAHoldWhoseSessionWasNeverStored() {
        var key = reserve();
        ANSWERS.put(key.toString(), 404);

        run(Duration.ofMinutes(16));

        assertThat(state(key)).isEqualTo(State.RELEASED);
        assertThat(entitlements.show(learner, "oet").remaining()).isEqualTo(3);
    }

    @Test
    void usesTheUnitOfASessionWhoseStartWasNeverTold() {
        var running = reserve();
        var over = reserve();
        stored(running, "in-progress", true);
        stored(over, "cancelled", true);

        run(Duration.ofMinutes(16));

        assertThat(state(running)).isEqualTo(State.CAPTURED);
        assertThat(state(over)).isEqualTo(State.CAPTURED);
        assertThat(entitlements.show(learner, "oet").used()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancelled", "completed"})
    void givesBackTheUnitOfASessionThatEndedWithoutAWord(String status) {
        var key = reserve();
        stored(key, status, false);

        run(Duration.ofMinutes(16));

        assertThat(state(key)).isEqualTo(State.RELEASED);
        assertThat(entitlements.show(learner, "oet").remaining()).isEqualTo(3);
    }

    @Test
    void goesOnBehindAHoldThatItCannotSettle() {
        var odd = reserve();
        var next = reserve();
        ANSWERS.put(odd.toString(), 401);
        stored(next, "cancelled", false);

        run(Duration.ofMinutes(16));

        assertThat(state(odd)).isEqualTo(State.HELD);
        assertThat(state(next)).isEqualTo(State.RELEASED);
    }

    @Test
    void keepsAHoldWhoseSessionWaitsForItsFirstWordAndAsksAgainLater() {
        var key = reserve();
        stored(key, "in-progress", false);

        run(Duration.ofMinutes(16));
        run(Duration.ofMinutes(17));
        assertThat(state(key)).isEqualTo(State.HELD);
        assertThat(ASKED).hasSize(1);

        run(Duration.ofMinutes(32));
        assertThat(ASKED).hasSize(2);
    }

    @Test
    void doesNotAskAboutAYoungHold() {
        var key = reserve();

        run(Duration.ofMinutes(14));

        assertThat(state(key)).isEqualTo(State.HELD);
        assertThat(ASKED).isEmpty();
    }

    @Test
    void keepsEverythingWhileSessionServiceIsAway() {
        var key = reserve();
        ANSWERS.put(key.toString(), 503);

        run(Duration.ofMinutes(16));

        assertThat(state(key)).isEqualTo(State.HELD);
        ANSWERS.put(key.toString(), 404);
        run(Duration.ofMinutes(17));
        assertThat(state(key)).isEqualTo(State.RELEASED);
    }

    @Test
    void runsOnOneInstanceAtATime() {
        var ran = new ArrayList<Boolean>();

        lock.run("orphan-holds", () -> ran.add(lock.run("orphan-holds", () -> ran.add(true))));
        var after = lock.run("orphan-holds", () -> {});

        assertThat(ran).containsExactly(false);
        assertThat(after).isTrue();
    }

    private void run(Duration later) {
        new OrphanHolds(
                        allowances,
                        entitlements,
                        client,
                        lock,
                        new EntitlementProperties("/", Duration.ofMinutes(15)),
                        Clock.offset(Clock.systemUTC(), later))
                .settleOrphans();
    }

    private static void stored(UUID key, String status, boolean started) {
        ANSWERS.put(key.toString(), 200);
        STATES.put(key.toString(), "\"status\":\"%s\",\"started\":%s".formatted(status, started));
    }

    private UUID reserve() {
        var key = UUID.randomUUID();
        entitlements.reserve(
                new EntitlementService.Request(key, learner, "oet", "session", Tier.FREE));
        return key;
    }

    private State state(UUID key) {
        return allowances.findReservation(key).orElseThrow().state();
    }

    private static HttpServer sessions() {
        try {
            var server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext(
                    "/internal/sessions/",
                    exchange -> {
                        var path = exchange.getRequestURI().getPath();
                        var id = path.substring(path.lastIndexOf('/') + 1);
                        ASKED.add(id);
                        var bearer = exchange.getRequestHeaders().getFirst("Authorization");
                        var status =
                                bearer != null && bearer.startsWith("Bearer ")
                                        ? ANSWERS.getOrDefault(id, 404)
                                        : 401;
                        var body =
                                """
                                {"sessionId":"%s","userId":"%s",%s,"more":1}
                                """
                                        .formatted(
                                                id,
                                                id,
                                                STATES.getOrDefault(
                                                        id,
                                                        "\"status\":\"created\",\"started\":false"))
                                        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
                        exchange.getResponseHeaders().add("Content-Type", "application/json");
                        exchange.sendResponseHeaders(status, body.length);
                        exchange.getResponseBody().write(body);
                        exchange.close();
                    });
            server.start();
            return server;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
