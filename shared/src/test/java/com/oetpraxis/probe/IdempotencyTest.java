package com.oetpraxis.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.devstack.testing.TestTokens;
import com.oetpraxis.devstack.testing.WithServices;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@SpringBootTest
@AutoConfigureMockMvc
@WithServices
class IdempotencyTest {

    @Autowired MockMvcTester mvc;
    @Autowired JdbcClient jdbc;
    @Autowired TestService service;

    private final String bearer = TestTokens.user(UUID.randomUUID()).bearer();

    @BeforeEach
    void reset() {
        service.effects.set(0);
        service.gate = new CountDownLatch(0);
    }

    @Test
    void givesTheStoredAnswerToARepeat() {
        var first = order("key-1", "tea");
        var second = order("key-1", "tea");

        assertThat(first).hasStatus(201).doesNotContainHeader("Idempotent-Replayed");
        assertThat(second)
                .hasStatus(201)
                .hasHeader("Idempotent-Replayed", "true")
                .hasHeader("Location", "/v1/orders/1")
                .bodyJson()
                .extractingPath("number")
                .isEqualTo(1);
        assertThat(service.effects).hasValue(1);
    }

    @Test
    void refusesTheKeyWithAnotherBody() {
        order("key-2", "tea");

        assertThat(order("key-2", "coffee")).hasStatus(422);
        assertThat(service.effects).hasValue(1);
    }

    @Test
    void keepsKeysOfUsersApart() {
        order("key-3", "tea");
        var other =
                mvc.post()
                        .uri("/v1/orders")
                        .header("Authorization", TestTokens.user(UUID.randomUUID()).bearer())
                        .header("Idempotency-Key", "key-3")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"item\":\"tea\",\"amount\":1}")
                        .exchange();

        assertThat(other).hasStatus(201).doesNotContainHeader("Idempotent-Replayed");
    }

    @Test
    void freesTheKeyWhenTheEffectFails() {
        assertThat(order("key-4", "refused")).hasStatus(409);

        assertThat(order("key-4", "refused")).hasStatus(409);
        assertThat(service.effects).hasValue(2);
        assertThat(events("refused")).isZero();
    }

    @Test
    void runsTwinsOnce() throws Exception {
        service.gate = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(4)) {
            var answers = new ArrayList<Future<MvcTestResult>>();
            for (var i = 0; i < 4; i++) {
                answers.add(threads.submit(() -> order("key-5", "twins")));
            }
            Awaitility.await().until(() -> claims("key-5") == 1);
            service.gate.countDown();
            for (var answer : answers) {
                assertThat(answer.get()).hasStatus(201);
            }
        }

        assertThat(service.effects).hasValue(1);
        assertThat(events("twins")).isEqualTo(1);
    }

    @Test
    void tellsATwinToComeBackWhenTheFirstTakesLong() throws Exception {
        service.gate = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(1)) {
            var first = threads.submit(() -> order("key-6", "slow"));
            Awaitility.await().until(() -> claims("key-6") == 1);

            assertThat(order("key-6", "slow")).hasStatus(409).hasHeader("Retry-After", "1");

            service.gate.countDown();
            assertThat(first.get()).hasStatus(201);
        }
    }

    @Test
    void leavesAKeyThatATwinHasTakenOverToTheTwin() throws Exception {
        service.gate = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(1)) {
            var first = threads.submit(() -> order("key-7", "stalled"));
            Awaitility.await().until(() -> claims("key-7") == 1);
            // what a twin does once the lease has run out
            jdbc.sql(
                            """
                            update idempotency_keys set lease_until = lease_until + interval '30 s'
                            where idempotency_key = 'key-7'
                            """)
                    .update();
            service.gate.countDown();

            assertThat(first.get()).hasStatus(409);
        }
        assertThat(events("stalled")).isZero();
        assertThat(claims("key-7")).isEqualTo(1);
    }

    @Test
    void keepsNoHashOfTheBodyThatOthersCouldMake() throws Exception {
        order("key-8", "tea");

        var plain =
                HexFormat.of()
                        .formatHex(
                                MessageDigest.getInstance("SHA-256")
                                        .digest(
                                                "{\"item\":\"tea\",\"amount\":1}"
                                                        .getBytes(StandardCharsets.UTF_8)));
        assertThat(
                        jdbc.sql(
                                        "select body_hash from idempotency_keys where idempotency_key = 'key-8'")
                                .query(String.class)
                                .single())
                .hasSize(64)
                .isNotEqualTo(plain);
    }

    @Test
    void refusesAKeyThatIsTooLong() {
        assertThat(order("k".repeat(256), "tea")).hasStatus(400);
    }

    private MvcTestResult order(String key, String item) {
        return mvc.post()
                .uri("/v1/orders")
                .header("Authorization", bearer)
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"item\":\"" + item + "\",\"amount\":1}")
                .exchange();
    }

    private long claims(String key) {
        return jdbc.sql("select count(*) from idempotency_keys where idempotency_key = ?")
                .param(key)
                .query(Long.class)
                .single();
    }

    private long events(String item) {
        return jdbc.sql("select count(*) from outbox_events where event_key = ?")
                .param(item)
                .query(Long.class)
                .single();
    }
}
