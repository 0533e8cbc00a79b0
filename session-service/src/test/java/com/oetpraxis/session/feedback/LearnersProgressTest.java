package com.oetpraxis.session.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.oetpraxis.devstack.testing.TestTokens;
import com.oetpraxis.session.Api;
import com.oetpraxis.session.Scores;
import com.oetpraxis.session.StubServices;
import com.oetpraxis.session.progress.LearnerProgress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** EP-24, EP-27, EP-71, EP-105 from report to answer. */
class LearnersProgressTest extends ReportingTest {

    @Autowired private KafkaTemplate<String, byte[]> kafka;
    @Autowired private LearnerProgress progress;
    @Autowired private TransactionTemplate transaction;

    @Test
    void hasExercisesFromOnesOwnWords() {
        var id = reported();

        var drills = api().get("/v1/progress/drills").body();

        assertThat(drills.path("drills")).hasSize(1);
        assertThat(drills.at("/drills/0/kind").asString()).isEqualTo("empathy");
        assertThat(drills.at("/drills/0/fromSessionId").asString()).isEqualTo(id);
        assertThat(drills.at("/drills/0/prompt").asString())
                .isEqualTo(
                        "You said: “Tell me”. You passed over the pain. Say it again in a better"
                                + " way.");
        assertThat(drills.at("/drills/0/due").asBoolean()).isTrue();
        assertThat(drills.at("/pagination/totalItems").asInt()).isEqualTo(1);
    }

    @Test
    void putsAnExerciseOffAsItIsAnswered() {
        reported();
        var id = api().get("/v1/progress/drills").text("/drills/0/id");
        var path = "/v1/progress/drills/" + id + "/answer";

        var first = api().post(path, "{\"answer\":\"That sounds painful.\"}");
        var second = api().post(path, "{\"grade\":4}");
        var bad = api().post(path, "{\"grade\":1}");

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.body().path("grade").asInt()).isEqualTo(5);
        assertThat(first.text("/example")).isEqualTo("That sounds painful.");
        assertThat(first.body().path("intervalDays").asInt()).isEqualTo(1);
        assertThat(second.body().path("intervalDays").asInt()).isEqualTo(6);
        assertThat(Instant.parse(second.text("/dueAt")))
                .isBetween(
                        Instant.now().plus(Duration.ofDays(5)),
                        Instant.now().plus(Duration.ofDays(7)));
        assertThat(bad.body().path("intervalDays").asInt()).isEqualTo(1);
        assertThat(bad.body().path("repetitions").asInt()).isZero();
        assertThat(api().get("/v1/progress/drills?due=true").body().path("drills")).isEmpty();
        assertThat(api().get("/v1/progress/drills").body().path("drills")).hasSize(1);
    }

    @Test
    void keepsTheAnswerToItself() {
        reported();
        var id = api().get("/v1/progress/drills").text("/drills/0/id");
        api().post("/v1/progress/drills/" + id + "/answer", "{\"answer\":\"xylophone words\"}");

        assertThat(
                        jdbc.sql("select d::text from drills d")
                                .query((row, n) -> row.getString(1))
                                .list())
                .noneMatch(row -> row.contains("xylophone"));
    }

    @Test
    void refusesExercisesOfOthersAndEmptyAnswers() {
        reported();
        var id = api().get("/v1/progress/drills").text("/drills/0/id");
        var path = "/v1/progress/drills/" + id + "/answer";

        assertThat(Api.of(port, UUID.randomUUID()).post(path, "{\"grade\":4}").status())
                .isEqualTo(404);
        assertThat(api().post(path, "{}").status()).isEqualTo(400);
        assertThat(api().post(path, "{\"grade\":6}").status()).isEqualTo(400);
        assertThat(api().post("/v1/progress/drills/x/answer", "{\"grade\":4}").status())
                .isEqualTo(404);
        assertThat(Api.anonymous(port).get("/v1/progress/drills").status()).isEqualTo(401);
    }

    @Test
    void bringsNoExerciseTwiceWhereAReportIsMadeAgain() {
        var id = reported();
        STUBS.answer(
                "ai-service",
                call -> StubServices.ok(Scores.typical().replace("\"abc\"", "\"def\"")));

        api().post("/v1/sessions/" + id + "/feedback/rescore");
        make();

        assertThat(report(id).body().path("version").asInt()).isEqualTo(2);
        assertThat(api().get("/v1/progress/drills").body().path("drills")).hasSize(1);
    }

    @Test
    void isTheSameAfterAnyNumberOfUpdates() {
        reported();
        reported();
        var before = tables();

        for (var i = 0; i < 3; i++) {
            transaction.executeWithoutResult(
                    status -> progress.update(learner, scenario, Instant.now()));
        }

        assertThat(tables()).isEqualTo(before);
    }

    @Test
    void beginsAnewOnlyWhenConfirmed() {
        var id = reported();
        assertThat(api().delete("/v1/progress").status()).isEqualTo(400);
        assertThat(api().delete("/v1/progress?confirm=false").status()).isEqualTo(400);

        assertThat(api().delete("/v1/progress?confirm=true").status()).isEqualTo(204);

        var overview = api().get("/v1/progress/overview").body();
        assertThat(overview.at("/overallStats/totalSessions").asInt()).isZero();
        assertThat(api().get("/v1/progress/history").body().path("sessions")).isEmpty();
        assertThat(api().get("/v1/progress/drills").body().path("drills")).isEmpty();
        assertThat(report(id).status()).isEqualTo(200);
        assertThat(api().get("/v1/sessions/recent").body().path("sessions")).hasSize(1);
        STUBS.answer(
                "ai-service",
                call -> StubServices.ok(Scores.typical().replace("\"abc\"", "\"def\"")));
        api().post("/v1/sessions/" + id + "/feedback/rescore");
        make();
        assertThat(tables()).isEmpty();
        assertThat(api().get("/v1/progress/drills").body().path("drills")).isEmpty();
        var next = reported();
        assertThat(api().get("/v1/progress/overview").body().at("/overallStats/totalSessions"))
                .hasToString("1");
        assertThat(report(next).body().at("/comparison/sessions")).isEmpty();
        assertThat(api().get("/v1/progress/drills").body().path("drills")).hasSize(1);
    }

    @Test
    void saysWhyThereIsNoForecastYet() {
        reported();

        var overview =
                Api.as(port, TestTokens.user(learner).plan("paid"))
                        .get("/v1/progress/overview")
                        .body();

        assertThat(overview.at("/forecast/status").asString()).isEqualTo("too_few_sessions");
        assertThat(overview.at("/forecast/date").isNull()).isTrue();
        assertThat(overview.at("/chartData/trend").isNull()).isTrue();
    }

    @Test
    void recommendsWhatIsPublishedForOnesProfession() {
        var open = UUID.randomUUID();
        var gone = UUID.randomUUID();
        var others = UUID.randomUUID();
        var profession = "nurse";
        STUBS.answer(
                "content-service",
                call -> {
                    var id = call.segment(3);
                    return StubServices.ok(
                            id.equals(gone.toString())
                                    ? StubServices.scenario(id, profession, "free", "archived")
                                    : StubServices.scenario(id, profession, "free"));
                });
        publish(open, profession);
        publish(open, profession);
        publish(gone, profession);
        publish(others, "dentist");
        await().atMost(Duration.ofSeconds(30)).until(() -> known(others));

        var found = api().get("/v1/progress/recommendations");

        assertThat(found.status()).isEqualTo(200);
        assertThat(found.body().path("recommendations"))
                .extracting(r -> r.path("id").asString())
                .contains(open.toString())
                .doesNotContain(gone.toString(), others.toString());
        assertThat(found.text("/recommendations/0/difficulty")).isEqualTo("beginner");
        assertThat(found.text("/recommendations/0/description")).isNotBlank();
        STUBS.answer("content-service", call -> new StubServices.Reply(503, "{}"));
        assertThat(api().get("/v1/progress/recommendations").body().path("recommendations"))
                .isNotEmpty();
        var digest =
                realtime()
                        .get("/internal/learners/" + learner + "/digest?profession=" + profession);
        assertThat(digest.status()).isEqualTo(200);
        assertThat(digest.text("/nextScenario/type")).isEqualTo("scenario");
        assertThat(digest.body().path("sessionsCompleted").asInt()).isZero();
    }

    private boolean known(UUID scenarioId) {
        return jdbc.sql("select count(*) from published_scenarios where scenario_id = ?")
                        .param(scenarioId)
                        .query(Integer.class)
                        .single()
                == 1;
    }

    private void publish(UUID scenarioId, String profession) {
        var event =
                new ProducerRecord<>(
                        "praxis.content",
                        0,
                        scenarioId.toString(),
                        "{\"scenarioId\":\"%s\",\"version\":1,\"profession\":\"%s\"}"
                                .formatted(scenarioId, profession)
                                .getBytes(StandardCharsets.UTF_8));
        header(event, "ce_specversion", "1.0");
        header(event, "ce_id", UUID.randomUUID().toString());
        header(event, "ce_type", "com.oetpraxis.content.published.v1");
        header(event, "ce_source", "/content-service");
        header(event, "ce_subject", scenarioId.toString());
        header(event, "ce_time", "2026-11-21T12:00:00Z");
        kafka.send(event).join();
    }

    private static void header(ProducerRecord<String, byte[]> event, String name, String value) {
        event.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /** What is kept of the learner's progress, without the times of writing. */
    private java.util.List<String> tables() {
        return jdbc.sql(
                        """
                        select 'p ' || scenario_id || progress || last_score || sessions_completed
                               || practice_seconds
                        from user_progress where user_id = :user
                        union all
                        select 's ' || snapshot_date || average_score || sessions_completed_count
                               || strengths_topics::text
                        from user_progress_snapshots where user_id = :user
                        order by 1
                        """)
                .param("user", learner)
                .query((row, n) -> row.getString(1))
                .list();
    }
}
