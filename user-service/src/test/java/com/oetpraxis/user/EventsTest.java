package com.oetpraxis.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.SignedJWT;
import com.oetpraxis.user.Fixtures.Caller;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;

/** What this service tells, and what it makes of what others tell. */
@UserServiceTest
class EventsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired private Caller caller;
    @Autowired private JdbcClient jdbc;
    @Autowired private KafkaTemplate<String, byte[]> kafka;

    @Test
    void tellWhatHappensToAnAccount() {
        var email = Caller.newEmail();
        var id = caller.register(email);
        await().until(() -> !Mailbox.tokensTo(email).isEmpty());
        caller.post("/v1/auth/verify-email", Map.of("token", Mailbox.tokensTo(email).getFirst()))
                .expectStatus()
                .isOk();
        caller.post("/v1/auth/login", Map.of("email", email, "password", "Wrong 1234"))
                .expectStatus()
                .isUnauthorized();
        caller.login(email);

        assertThat(
                        jdbc.sql("select type from outbox_events where event_key = ? order by seq")
                                .param(id.toString())
                                .query(String.class)
                                .list())
                .containsExactly(
                        "user.registered",
                        "user.legal_accepted",
                        "user.email_verified",
                        "user.login_failed",
                        "user.login_succeeded");
        assertThat(payload(id, "user.registered"))
                .isEqualTo(
                        "{\"userId\":\"%s\",\"profession\":\"nurse\",\"role\":\"user\"}"
                                .formatted(id));
        assertThat(payload(id, "user.legal_accepted"))
                .contains("\"documentId\":\"0190c0de-0001-7000-8000-000000000001\"")
                .contains("\"version\":\"1.0\"");
        await().atMost(PATIENCE)
                .until(() ->
                        jdbc.sql(
                                                """
                                                select count(*) from outbox_events
                                                where event_key = ? and published_at is null
                                                """)
                                        .param(id.toString())
                                        .query(Integer.class)
                                        .single()
                                == 0);
    }

    @Test
    void aPaidPlanIsInTheNextToken() throws Exception {
        var email = Caller.newEmail();
        var id = caller.register(email);
        var free = caller.login(email);
        assertThat(plan(free)).isEqualTo("free");

        tell(
                "praxis.billing",
                "billing.subscription_activated",
                id,
                """
                {"userId":"%s","tier":"paid","planId":"monthly","validUntil":"%s","subscriptionId":"%s"}
                """
                        .formatted(id, Instant.now().plusSeconds(3600), UUID.randomUUID()),
                Instant.now());
        await().atMost(PATIENCE)
                .until(() ->
                        jdbc.sql("select count(*) from user_plan where user_id = ?")
                                        .param(id)
                                        .query(Integer.class)
                                        .single()
                                == 1);

        assertThat(plan(caller.refresh(free.refresh()))).isEqualTo("paid");
    }

    @Test
    void anOlderWordAboutThePlanAndAnEndedOneCountForNothing() throws Exception {
        var email = Caller.newEmail();
        var id = caller.register(email);
        var now = Instant.now();
        var word = "{\"userId\":\"%s\",\"tier\":\"%s\",\"planId\":\"%s\",\"validUntil\":%s}";
        tell(
                "praxis.billing",
                "billing.subscription_activated",
                id,
                word.formatted(id, "paid", "annual", "\"" + now.minusSeconds(5) + "\""),
                now);
        tell(
                "praxis.billing",
                "billing.subscription_activated",
                id,
                word.formatted(id, "paid", "monthly", "null"),
                now.minusSeconds(60));
        var last = UUID.randomUUID();
        tell(
                "praxis.billing",
                "billing.subscription_activated",
                last,
                word.formatted(last, "paid", "monthly", "null"),
                now);
        await().atMost(PATIENCE).until(() -> planId(last) != null);

        assertThat(planId(id)).isEqualTo("annual");
        assertThat(plan(caller.login(email))).isEqualTo("free");
    }

    @Test
    void aReadyReportIsANotificationForWhoWantsIt() {
        var wanted = caller.register(Caller.newEmail());
        var unwanted = caller.register(Caller.newEmail());
        jdbc.sql("update user_settings set in_app_feedback_ready = false where user_id = ?")
                .param(unwanted)
                .update();
        var report = UUID.randomUUID();
        for (var id : new UUID[] {UUID.randomUUID(), unwanted, wanted}) {
            tell(
                    "praxis.session",
                    "feedback.generated",
                    id,
                    """
                    {"reportId":"%s","sessionId":"%s","userId":"%s","overallScore":71,"status":"ready"}
                    """
                            .formatted(report, UUID.randomUUID(), id),
                    Instant.now());
        }

        await().atMost(PATIENCE).until(() -> notifications(wanted) == 1);
        await().during(Duration.ofMillis(500)).until(() -> notifications(unwanted) == 0);
        assertThat(
                        jdbc.sql("select data ->> 'reportId' from notifications where user_id = ?")
                                .param(wanted)
                                .query(String.class)
                                .single())
                .isEqualTo(report.toString());
    }

    private int notifications(UUID userId) {
        return jdbc.sql("select count(*) from notifications where user_id = ?")
                .param(userId)
                .query(Integer.class)
                .single();
    }

    private @org.jspecify.annotations.Nullable String planId(UUID userId) {
        return jdbc.sql("select plan_id from user_plan where user_id = ?")
                .param(userId)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    private static String plan(Caller.Tokens tokens) throws ParseException {
        return SignedJWT.parse(tokens.access()).getJWTClaimsSet().getStringClaim("plan");
    }

    private void tell(String topic, String name, UUID subject, String json, Instant time) {
        var message =
                new ProducerRecord<>(
                        topic, subject.toString(), json.getBytes(StandardCharsets.UTF_8));
        var attributes =
                Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        UUID.randomUUID().toString(),
                        "ce_type",
                        "com.oetpraxis." + name + ".v1",
                        "ce_source",
                        "/test",
                        "ce_subject",
                        subject.toString(),
                        "ce_time",
                        time.toString());
        attributes.forEach(
                (key, value) -> message.headers().add(key, value.getBytes(StandardCharsets.UTF_8)));
        kafka.send(message).join();
    }

    private String payload(UUID id, String type) {
        return jdbc.sql("select payload from outbox_events where event_key = ? and type = ?")
                .params(id.toString(), type)
                .query(String.class)
                .single();
    }
}
