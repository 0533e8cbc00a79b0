package com.oetpraxis.session.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.oetpraxis.devstack.testing.MessageDocument;
import com.oetpraxis.devstack.testing.TestTokens;
import com.oetpraxis.session.Api;
import com.oetpraxis.session.ServiceTest;
import com.oetpraxis.shared.id.Ids;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.JsonNode;

/** EP-45, EP-89 to EP-91 over a month long ago, of which no other test knows. */
class AnalyticsTest extends ServiceTest {

    private static final String MARCH = "startDate=2021-03-01&endDate=2021-03-31";
    private static final Instant DAY = Instant.parse("2021-03-10T12:00:00Z");

    @Autowired private KafkaTemplate<String, byte[]> kafka;
    @Autowired private People people;
    @Autowired private Ids ids;
    @Autowired private DailyAggregates aggregates;

    @BeforeEach
    void longAgoIsEmpty() {
        jdbc.sql("delete from learners").update();
        jdbc.sql("delete from sign_in_days").update();
        jdbc.sql("delete from plan_activations").update();
        jdbc.sql("delete from analytics_aggregates").update();
        jdbc.sql(
                        """
                        delete from feedback_reports where session_id in
                            (select id from sessions where created_at < '2022-01-01')
                        """)
                .update();
        jdbc.sql("delete from sessions where created_at < '2022-01-01'").update();
    }

    @Test
    void countsLearnersAndWhoWasActive() {
        for (var n = 0; n < 12; n++) {
            var user = register(n < 7 ? "nurse" : "doctor", DAY);
            if (n < 6) {
                people.signedIn(user, DAY.plus(Duration.ofDays(1)));
                people.signedIn(user, DAY.plus(Duration.ofDays(1)));
            }
        }
        people.registered(UUID.randomUUID(), "admin", null, DAY);
        played(UUID.randomUUID(), scenario, DAY, 70);

        var users = get("users?" + MARCH);

        assertThat(users.at("/timeframe/start").asString()).isEqualTo("2021-03-01");
        assertThat(users.at("/metrics/totalUsers").asInt()).isEqualTo(12);
        assertThat(users.at("/metrics/newSignups").asInt()).isEqualTo(12);
        assertThat(users.at("/metrics/activeUsers").asInt()).isEqualTo(7);
        assertThat(users.at("/metrics/conversionRate").isNull()).isTrue();
        assertThat(users.path("breakdown")).hasSize(31);
        assertThat(users.at("/breakdown/10/date").asString()).isEqualTo("2021-03-11");
        assertThat(users.at("/breakdown/10/value").asInt()).isEqualTo(6);
        assertThat(users.at("/breakdown/9/value").isNull()).isTrue();
        assertThat(users.at("/breakdown/9/signups").asInt()).isEqualTo(12);
        assertThat(users.at("/breakdown/0/value").asInt()).isZero();
        assertThat(users.at("/breakdown/9/conversions").isNull()).isTrue();
        assertThat(users.at("/professionBreakdown/nurse").asInt()).isEqualTo(7);
        assertThat(users.at("/professionBreakdown/doctor").asInt()).isEqualTo(5);
    }

    @Test
    void hidesGroupsBelowFive() {
        for (var n = 0; n < 4; n++) {
            register("nurse", DAY);
            played(UUID.randomUUID(), scenario, DAY, 70);
        }

        var users = get("users?metric=averageScore&" + MARCH);
        var content = get("content?" + MARCH);
        var business = get("business?" + MARCH);

        assertThat(users.at("/metrics/totalUsers").isNull()).isTrue();
        assertThat(users.at("/metrics/activeUsers").isNull()).isTrue();
        assertThat(users.at("/breakdown/9/value").isNull()).isTrue();
        assertThat(users.at("/professionBreakdown/nurse").isNull()).isTrue();
        assertThat(content.path("popularScenarios")).isEmpty();
        assertThat(content.path("suppressedScenarios").asInt()).isEqualTo(1);
        assertThat(business.at("/usage/sessions").isNull()).isTrue();
        assertThat(business.path("retention").isNull()).isTrue();
    }

    @Test
    void tellsWhatIsPlayedAndHowWell() {
        for (var n = 0; n < 5; n++) {
            played(UUID.randomUUID(), scenario, DAY, 70 + n);
        }
        played(UUID.randomUUID(), UUID.randomUUID(), DAY, 10);

        var content = get("content?" + MARCH);

        assertThat(content.path("popularScenarios")).hasSize(1);
        assertThat(content.at("/popularScenarios/0/id").asString()).isEqualTo(scenario.toString());
        assertThat(content.at("/popularScenarios/0/completions").asInt()).isEqualTo(5);
        assertThat(content.at("/popularScenarios/0/averageScore").asDouble()).isEqualTo(72);
        assertThat(content.at("/popularScenarios/0/averageRating").isNull()).isTrue();
        assertThat(content.at("/popularScenarios/0/averageCompletionTime").asInt()).isEqualTo(300);
        assertThat(content.at("/difficultyDistribution/unknown").asInt()).isEqualTo(6);
    }

    @Test
    void tellsWhoCameBack() {
        var february = DAY.minus(Duration.ofDays(31));
        for (var n = 0; n < 10; n++) {
            var user = UUID.randomUUID();
            people.signedIn(user, february);
            if (n < 5) {
                played(user, scenario, DAY, 80);
            }
        }

        var business = get("business?" + MARCH);

        assertThat(business.path("retention").asDouble()).isEqualTo(50);
        assertThat(business.path("activeUsers").asInt()).isEqualTo(5);
        assertThat(business.at("/usage/completed").asInt()).isEqualTo(5);
        assertThat(business.at("/usage/practiceTime").asInt()).isEqualTo(25);
        assertThat(business.at("/usage/sessionsPerLearner").asDouble()).isEqualTo(1);
        assertThat(business.at("/subscriptions/paying").isNull()).isTrue();
    }

    @Test
    void knowsConversionOnceAPaymentIsKnown() {
        for (var n = 0; n < 20; n++) {
            var user = register("nurse", DAY);
            if (n < 5) {
                var subscription = UUID.randomUUID();
                people.activated(user, subscription, "paid", DAY, DAY.plus(Duration.ofDays(30)));
                people.activated(user, subscription, "paid", DAY, DAY.plus(Duration.ofDays(30)));
            }
        }

        var users = get("users?metric=conversions&" + MARCH);

        assertThat(users.at("/metrics/conversionRate").asDouble()).isEqualTo(25);
        assertThat(users.at("/breakdown/9/conversions").asInt()).isEqualTo(5);
        assertThat(users.at("/breakdown/9/value").asInt()).isEqualTo(5);
        assertThat(get("business?" + MARCH).at("/subscriptions/paying").asInt()).isEqualTo(5);
    }

    @Test
    void exportsFiguresAndNoRowsOfPeople() {
        for (var n = 0; n < 5; n++) {
            played(learnerOf(n), scenario, DAY, 70);
        }

        var users = admin().get("/v1/admin/analytics/export?report=users&" + MARCH);
        var content = admin().get("/v1/admin/analytics/export?report=content&" + MARCH);
        var business = admin().get("/v1/admin/analytics/export?report=business&" + MARCH);

        assertThat(users.header("Content-Type")).startsWith("text/csv");
        assertThat(users.header("Content-Disposition"))
                .contains("praxis-users-2021-03-01-2021-03-31.csv");
        assertThat(users.response().body().lines()).hasSize(32);
        assertThat(users.response().body()).contains("2021-03-10,5.0,0,\r\n");
        assertThat(content.response().body())
                .contains(scenario + ",\"Ulcer, of the leg\",5,70.0,,300");
        assertThat(business.response().body()).contains("completedSessions,5\r\n");
        assertThat(users.response().body() + content.response().body() + business.response().body())
                .doesNotContain(learnerOf(0).toString());
    }

    @Test
    void refusesOthersThanAdminsAndBadRanges() {
        for (var path : new String[] {"users", "content", "business", "export?report=users"}) {
            assertThat(api().get("/v1/admin/analytics/" + path).status()).isEqualTo(403);
            for (var role : new String[] {"reviewer", "support"}) {
                assertThat(
                                Api.as(port, TestTokens.user(learner).role(role))
                                        .get("/v1/admin/analytics/" + path)
                                        .status())
                        .isEqualTo(403);
            }
        }
        for (var query :
                new String[] {
                    "users?metric=shoeSize",
                    "users?startDate=yesterday",
                    "users?startDate=2021-03-02&endDate=2021-03-01",
                    "users?startDate=2019-01-01&endDate=2021-03-01",
                    "export?report=all",
                    "export"
                }) {
            assertThat(admin().get("/v1/admin/analytics/" + query).status())
                    .as(query)
                    .isEqualTo(400);
        }
    }

    @Test
    void countsADayOnceHoweverOftenItIsCounted() {
        played(UUID.randomUUID(), scenario, DAY, 70);
        played(UUID.randomUUID(), scenario, DAY, null);

        aggregates.count(LocalDate.parse("2021-03-10"));
        aggregates.count(LocalDate.parse("2021-03-10"));
        aggregates.count(LocalDate.parse("2021-03-11"));

        assertThat(
                        jdbc.sql(
                                        """
                                        select metric_type || ' ' || dimension || ' '
                                               || (data ->> 'sessions') || ' ' || (data ->> 'scored')
                                               || ' ' || (data ->> 'scoreSum')
                                        from analytics_aggregates
                                        """)
                                .query((row, n) -> row.getString(1))
                                .list())
                .containsExactly("daily_practice nurse 2 1 70");
    }

    @Test
    void learnsOfPeopleFromEventsEachOnce() {
        var user = UUID.randomUUID();
        var id = UUID.randomUUID();
        send(
                "praxis.user",
                id,
                "user.registered",
                user,
                "\"profession\":\"nurse\",\"role\":\"user\"");
        send(
                "praxis.user",
                id,
                "user.registered",
                user,
                "\"profession\":\"nurse\",\"role\":\"user\"");
        send(
                "praxis.user",
                UUID.randomUUID(),
                "user.profession_changed",
                user,
                "\"from\":\"nurse\",\"to\":\"doctor\"");
        send("praxis.user", UUID.randomUUID(), "user.login_succeeded", user, "\"x\":1");
        send(
                "praxis.billing",
                UUID.randomUUID(),
                "billing.subscription_activated",
                user,
                "\"tier\":\"paid\",\"subscriptionId\":\"" + id + "\",\"validUntil\":null");

        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        count("plan_activations", user) == 1 && count("sign_in_days", user) == 1);

        assertThat(
                        jdbc.sql("select profession from learners where user_id = ?")
                                .param(user)
                                .query((row, n) -> row.getString(1))
                                .list())
                .containsExactly("doctor");
    }

    @Test
    void readsWhatTheOthersTell() throws IOException {
        var document = MessageDocument.read();

        document.mustOffer("user.registered", AnalyticsEvents.UserRegistered.class);
        document.mustOffer("user.profession_changed", AnalyticsEvents.ProfessionChanged.class);
        document.mustOffer("user.login_succeeded", AnalyticsEvents.LoginSucceeded.class);
        document.mustOffer(
                "billing.subscription_activated", AnalyticsEvents.SubscriptionActivated.class);
    }

    private int count(String table, UUID user) {
        return jdbc.sql("select count(*) from " + table + " where user_id = ?")
                .param(user)
                .query(Integer.class)
                .single();
    }

    private UUID register(String profession, Instant at) {
        var user = UUID.randomUUID();
        people.registered(user, "user", profession, at);
        people.registered(user, "user", profession, at);
        return user;
    }

    private static UUID learnerOf(int n) {
        return UUID.nameUUIDFromBytes(("learner" + n).getBytes(StandardCharsets.UTF_8));
    }

    /** A session of five minutes that ended then. */
    private void played(UUID user, UUID played, Instant at, @Nullable Integer score) {
        var id = ids.next();
        jdbc.sql(
                        """
                        insert into sessions
                            (id, user_id, scenario_id, scenario_version, scenario_code,
                             scenario_title, profession, time_limit_seconds, status, epoch,
                             last_turn, created_at, updated_at, last_heard_at, last_seen_at,
                             pause_seconds, ended_at, duration_seconds, lock_version)
                        values (?, ?, ?, 1, 'c', 'Ulcer, of the leg', 'nurse', 300, 'completed', 1,
                                8, ?, ?, ?, ?, 0, ?, 300, 1)
                        """)
                .params(
                        id,
                        user,
                        played,
                        Timestamp.from(at),
                        Timestamp.from(at),
                        Timestamp.from(at),
                        Timestamp.from(at),
                        Timestamp.from(at))
                .update();
        jdbc.sql(
                        """
                        insert into feedback_reports
                            (id, session_id, user_id, status, current, transcript, ai_summary,
                             score_raw, strengths, areas_for_improvement, strength_details,
                             improvement_details, notices, attempts, created_at, updated_at)
                        values (?, ?, ?, ?, true, '', '', ?, '', '', '[]', '[]', '[]', 1, ?, ?)
                        """)
                .params(
                        java.util.Arrays.asList(
                                UUID.randomUUID(),
                                id,
                                user,
                                score == null ? "too_short" : "ready",
                                score,
                                Timestamp.from(at),
                                Timestamp.from(at)))
                .update();
    }

    private void send(String topic, UUID id, String name, UUID user, String members) {
        var event =
                new ProducerRecord<>(
                        topic,
                        0,
                        user.toString(),
                        ("{\"userId\":\"" + user + "\"," + members + "}")
                                .getBytes(StandardCharsets.UTF_8));
        header(event, "ce_specversion", "1.0");
        header(event, "ce_id", id.toString());
        header(event, "ce_type", "com.oetpraxis." + name + ".v1");
        header(event, "ce_source", "/other-service");
        header(event, "ce_subject", user.toString());
        header(event, "ce_time", "2021-03-10T12:00:00Z");
        kafka.send(event).join();
    }

    private static void header(ProducerRecord<String, byte[]> event, String name, String value) {
        event.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode get(String query) {
        var answer = admin().get("/v1/admin/analytics/" + query);
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }

    private Api admin() {
        return Api.as(port, TestTokens.user(UUID.randomUUID()).role("admin").profession(null));
    }
}
