package com.oetpraxis.billing.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.oetpraxis.billing.BillingIntegrationTest;
import com.oetpraxis.billing.plan.Plans;
import com.oetpraxis.devstack.testing.TestTokens;
import com.oetpraxis.shared.event.Outbox;
import com.oetpraxis.shared.id.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;

/** With the local profile, whose paid nurse has a subscription from the first start. */
@BillingIntegrationTest
@ActiveProfiles("local")
class SubscriptionsTest {

    private static final UUID NURSE = UUID.fromString("0190c0de-0000-7000-8000-000000000005");

    @Autowired MockMvc mvc;
    @Autowired JdbcClient jdbc;
    @Autowired Subscriptions subscriptions;
    @Autowired SubscriptionRepository repository;
    @Autowired GrantedSubscriptions granted;
    @Autowired Plans plans;
    @Autowired Outbox outbox;
    @Autowired Ids ids;
    @Autowired TransactionTemplate transaction;

    @Test
    void giveThePaidNurseUnlimitedSessions() throws Exception {
        for (var i = 0; i < 5; i++) {
            var body =
                    """
                    {"key":"%s","userId":"%s","product":"oet","unit":"session","requiredPlan":"paid"}
                    """
                            .formatted(UUID.randomUUID(), NURSE);
            mvc.perform(
                            post("/internal/entitlements/reserve")
                                    .header("Authorization", service())
                                    .contentType(MediaType.APPLICATION_JSON)
                                    .content(body))
                    .andExpect(status().isOk())
                    .andExpect(jsonPath("$.tier").value("paid"))
                    .andExpect(jsonPath("$.remaining").value(-1));
        }

        mvc.perform(get("/internal/entitlements/" + NURSE).header("Authorization", service()))
                .andExpect(jsonPath("$.tier").value("paid"))
                .andExpect(jsonPath("$.planCode").value("plan-monthly"))
                .andExpect(jsonPath("$.status").value("active"))
                .andExpect(jsonPath("$.validUntil").isNotEmpty())
                .andExpect(jsonPath("$.limit").value(-1))
                .andExpect(jsonPath("$.remaining").value(-1));
        mvc.perform(
                        get("/v1/subscriptions/current")
                                .header("Authorization", TestTokens.user(NURSE).bearer()))
                .andExpect(jsonPath("$.subscriptionId").isNotEmpty())
                .andExpect(jsonPath("$.name").value("Monthly Pro"))
                .andExpect(jsonPath("$.usage.limit").value(-1));
    }

    @Test
    void announceThePaidNurseOnceHoweverOftenTheServiceStarts() {
        granted.run(new DefaultApplicationArguments());
        granted.run(new DefaultApplicationArguments());

        assertThat(events(NURSE))
                .singleElement()
                .asString()
                .contains("\"tier\":\"paid\"")
                .contains("\"planCode\":\"plan-monthly\"")
                .contains("\"validUntil\":\"")
                .contains("\"subscriptionId\":\"");
    }

    @Test
    void beginANewPeriodWhenTheGrantedOneIsOver() {
        var learner = UUID.randomUUID();
        var plan = plans.findByCode("plan-monthly").orElseThrow();
        transaction.executeWithoutResult(s -> at(Duration.ofDays(-40)).grant(learner, plan));
        assertThat(subscriptions.live(learner, "oet")).isEmpty();

        transaction.executeWithoutResult(s -> at(Duration.ZERO).grant(learner, plan));

        assertThat(subscriptions.live(learner, "oet"))
                .hasValueSatisfying(live ->
                        assertThat(live.validUntil()).isAfter(Instant.now().plusSeconds(60)));
        assertThat(events(learner)).hasSize(2);
    }

    @Test
    void endWithTheirPeriod() {
        var now = Instant.parse("2026-01-31T12:00:00Z");
        var subscription =
                Subscription.start(
                        ids.next(),
                        UUID.randomUUID(),
                        plans.findByCode("plan-monthly").orElseThrow(),
                        now);

        var end = Instant.parse("2026-02-28T12:00:00Z");
        assertThat(subscription.currentPeriodEnd()).isEqualTo(end);
        assertThat(subscription.isLive(end.minusMillis(1))).isTrue();
        assertThat(subscription.isLive(end)).isFalse();
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        subscription.renew(plans.findByCode("plan-monthly").orElseThrow(), now));
    }

    @Test
    void areNotForTheFreePlan() {
        var free = plans.free("oet").orElseThrow();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Subscription.start(ids.next(), NURSE, free, Instant.EPOCH))
                .withMessageContaining("plan-free");
    }

    private Subscriptions at(Duration offset) {
        return new Subscriptions(repository, outbox, ids, Clock.offset(Clock.systemUTC(), offset));
    }

    private List<String> events(UUID learner) {
        return jdbc.sql(
                        """
                        select payload from outbox_events
                        where topic = 'praxis.billing' and type = 'billing.subscription_activated'
                          and payload like ?
                        """)
                .param("%" + learner + "%")
                .query((rs, n) -> rs.getString("payload"))
                .list();
    }

    private static String service() {
        return TestTokens.service("session-service", "billing-service");
    }
}
