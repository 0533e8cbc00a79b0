package com.oetpraxis.billing.entitlement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.oetpraxis.billing.BillingIntegrationTest;
import com.oetpraxis.billing.entitlement.Reservation.State;
import com.oetpraxis.billing.plan.Tier;
import java.time.Duration;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;

/** Events as session-service sends them, over Kafka. */
@BillingIntegrationTest
class SessionEventsTest {

    @Autowired KafkaTemplate<String, byte[]> kafka;
    @Autowired EntitlementService entitlements;
    @Autowired AllowanceRepository allowances;
    @Autowired JdbcClient jdbc;

    private final UUID learner = UUID.randomUUID();

    @Test
    void usesTheUnitWhenTheLearnerHasSpoken() {
        var session = reserve();

        send("session.started", session, "\"userId\":\"" + learner + "\"");

        awaitState(session, State.CAPTURED);
    }

    @Test
    void givesTheUnitBackWhenNothingWasSaid() {
        var cancelled = reserve();
        var expired = reserve();

        send("session.cancelled", cancelled, "\"reason\":\"cancelled\",\"started\":false");
        send("session.expired", expired, "\"reason\":\"expired\",\"started\":false");

        awaitState(cancelled, State.RELEASED);
        awaitState(expired, State.RELEASED);
    }

    @Test
    void keepsTheUnitOfACancelledSessionThatHadStarted() {
        var session = reserve();

        send("session.cancelled", session, "\"reason\":\"cancelled\",\"started\":true");
        send("session.started", session, "\"userId\":\"" + learner + "\"");
        send("session.expired", session, "\"reason\":\"expired\",\"started\":false");
        var later = reserve();
        send("session.started", later, "\"userId\":\"" + learner + "\"");

        awaitState(later, State.CAPTURED);
        awaitState(session, State.CAPTURED);
    }

    @Test
    void countsARepeatedEventOnce() {
        var session = reserve();

        for (var i = 0; i < 3; i++) {
            send("session.started", session, "\"userId\":\"" + learner + "\"");
        }
        var later = reserve();
        send("session.started", later, "\"userId\":\"" + learner + "\"");

        awaitState(later, State.CAPTURED);
        assertThat(entitlements.show(learner, "oet").used()).isEqualTo(2);
    }

    @Test
    void tellsOnceThatTheLastFreeUnitIsUsed() {
        for (var i = 0; i < 3; i++) {
            entitlements.capture(reserve());
            assertThat(limitEvents()).isEqualTo(i == 2 ? 1 : 0);
        }

        assertThat(
                        jdbc.sql("select payload from outbox_events where event_key = ?")
                                .param(learner.toString())
                                .query(String.class)
                                .single())
                .contains("\"userId\":\"" + learner + "\"")
                .contains("\"product\":\"oet\"")
                .contains("\"limit\":3");
    }

    private UUID reserve() {
        var key = UUID.randomUUID();
        entitlements.reserve(
                new EntitlementService.Request(key, learner, "oet", "session", Tier.FREE));
        return key;
    }

    private int limitEvents() {
        return jdbc.sql(
                        """
                        select count(*) from outbox_events
                        where topic = 'praxis.billing' and type = 'billing.usage_limit_reached'
                          and event_key = ?
                        """)
                .param(learner.toString())
                .query(Integer.class)
                .single();
    }

    private void awaitState(UUID session, State state) {
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        allowances
                                .findReservation(session)
                                .map(Reservation::state)
                                .filter(state::equals)
                                .isPresent());
    }

    private void send(String name, UUID session, String members) {
        var event =
                new ProducerRecord<String, byte[]>(
                        "praxis.session",
                        session.toString(),
                        ("{\"sessionId\":\"" + session + "\"," + members + "}").getBytes(UTF_8));
        header(event, "ce_specversion", "1.0");
        header(event, "ce_id", UUID.randomUUID().toString());
        header(event, "ce_type", "com.oetpraxis." + name + ".v1");
        header(event, "ce_source", "/session-service");
        header(event, "ce_subject", session.toString());
        header(event, "ce_time", "2026-11-21T12:00:00Z");
        kafka.send(event).join();
    }

    private static void header(ProducerRecord<String, byte[]> event, String name, String value) {
        event.headers().add(name, value.getBytes(UTF_8));
    }
}
