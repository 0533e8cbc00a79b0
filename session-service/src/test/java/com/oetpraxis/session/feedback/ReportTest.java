package com.oetpraxis.session.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.devstack.testing.TestTokens;
import com.oetpraxis.session.Api;
import com.oetpraxis.session.Scores;
import com.oetpraxis.session.ServiceTest;
import com.oetpraxis.session.StubServices;
import com.oetpraxis.session.Talks;
import com.oetpraxis.session.practice.PracticeSessionService;
import com.oetpraxis.session.transcript.SessionTurns;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** EP-41, EP-70: reports from their order to their end. */
class ReportTest extends ServiceTest {

    @Autowired private ReportMaker maker;
    @Autowired private FeedbackService feedback;
    @Autowired private PracticeSessionService sessions;
    @Autowired private SessionTurns turns;

    @Test
    void isOnItsWayFromTheMomentTheSessionEnds() {
        var id = completed();

        var report = report(id);

        assertThat(report.status()).isEqualTo(202);
        assertThat(report.text("/status")).isEqualTo("generating");
        assertThat(report.header("Retry-After")).isEqualTo("1");
        assertThat(events(id)).endsWith("session.completed", "feedback.requested");
    }

    @Test
    void carriesTheMembersOfTheScorer() {
        var id = completed();

        make();

        var report = report(id);
        assertThat(report.status()).isEqualTo(200);
        assertThat(report.body().path("overallScore").asInt()).isEqualTo(71);
        assertThat(report.body().at("/detailedScores/grammar").asInt()).isEqualTo(80);
        assertThat(report.body().at("/detailedScores/pronunciation").isNull()).isTrue();
        assertThat(report.text("/feedback/summary")).isEqualTo("A warm start.");
        assertThat(report.text("/feedback/improvements/0"))
                .isEqualTo("You passed over the pain. Name it.");
        assertThat(report.body().path("improvementDetails")).hasSize(3);
        assertThat(report.text("/strengthDetails/0/examples/0/quote")).isEqualTo("good  MORNING");
        assertThat(report.text("/estimate/grade")).isEqualTo("C+");
        assertThat(report.text("/notices/0/code")).isEqualTo("typed");
        assertThat(report.text("/model/version")).isEqualTo("rules-1");
        assertThat(report.body().at("/analysis/audioQuality").isNull()).isTrue();
        assertThat(report.text("/transcript")).startsWith("Learner: Good morning");
        assertThat(events(id)).endsWith("feedback.generated");
        assertThat(payload(id, "feedback.generated"))
                .contains("\"overallScore\":71", "\"status\":\"ready\"");
    }

    @Test
    void sendsTheGoldenTranscriptToTheScorer() {
        var id = completed();

        make();

        var asked = STUBS.calls("ai-service", "/internal/ai/score").getFirst().body();
        assertThat(asked)
                .contains(
                        "\"sessionId\":\"" + id + "\"",
                        "\"format\":\"oet-golden/1\"",
                        "\"scenario_id\":\"nur-01-leg-ulcer\"",
                        "\"spoken\":false",
                        "\"profession\":\"nurse\"",
                        "\"i\":8")
                .doesNotContain("audio_quality");
    }

    @Test
    void saysThatTheSessionWasTooShortInsteadOfAScore() {
        var id = create();
        var epoch = connect(id);
        append(id, epoch, 1);
        append(id, epoch, 2);
        api().post("/v1/sessions/" + id + "/complete");

        make();

        var report = report(id);
        assertThat(report.text("/status")).isEqualTo("too_short");
        assertThat(report.body().path("overallScore").isNull()).isTrue();
        assertThat(report.body().path("criteria").isNull()).isTrue();
        assertThat(report.text("/notices/0/code")).isEqualTo("too_short");
        assertThat(STUBS.calls("ai-service")).isEmpty();
        assertThat(STUBS.calls("billing-service", "/internal/entitlements/release")).isEmpty();
        assertThat(payload(id, "feedback.generated")).contains("\"overallScore\":null");
    }

    @Test
    void asksForTwoMinutesOfSpeech() {
        var id = create();
        var epoch = connect(id);
        for (var turn = 1; turn <= 8; turn++) {
            realtime()
                    .post("/internal/sessions/" + id + "/turns", Talks.turn(epoch, turn, "audio"));
        }
        api().post("/v1/sessions/" + id + "/complete");

        make();

        assertThat(report(id).text("/status")).isEqualTo("too_short");
    }

    @Test
    void givesTheAllowanceBackWhereNothingWasSaid() {
        var id = create();
        api().post("/v1/sessions/" + id + "/complete");

        make();

        assertThat(STUBS.calls("billing-service", "/internal/entitlements/release"))
                .singleElement()
                .satisfies(call -> assertThat(call.body()).contains(id));
        assertThat(report(id).text("/status")).isEqualTo("too_short");
    }

    @Test
    void triesThreeTimesThenSaysThatItIsUnavailable() {
        var id = completed();
        STUBS.answer("ai-service", call -> new StubServices.Reply(503, "{}"));

        make();
        assertThat(delay(id)).isBetween(0.0, 1.0);
        make();
        assertThat(delay(id)).isBetween(0.5, 2.0);
        assertThat(report(id).status()).isEqualTo(202);
        make();

        var report = report(id);
        assertThat(report.status()).isEqualTo(200);
        assertThat(report.text("/status")).isEqualTo("unavailable");
        assertThat(report.body().path("overallScore").isNull()).isTrue();
        assertThat(report.body().path("retryPossible").asBoolean()).isTrue();
        assertThat(STUBS.calls("ai-service")).hasSize(3);
        assertThat(events(id)).endsWith("feedback.failed");
    }

    @Test
    void isMadeLaterInTheBackground() {
        var id = completed();
        STUBS.answer("ai-service", call -> new StubServices.Reply(503, "{}"));
        for (var attempt = 0; attempt < 4; attempt++) {
            make();
        }
        assertThat(events(id).stream().filter("feedback.failed"::equals)).hasSize(1);
        STUBS.answer("ai-service", call -> StubServices.ok(Scores.typical()));

        make();

        assertThat(report(id).text("/status")).isEqualTo("ready");
    }

    @Test
    void isTriedAgainOnRequest() {
        var id = completed();
        STUBS.answer("ai-service", call -> new StubServices.Reply(400, "{}"));
        make();
        make();
        make();
        STUBS.answer("ai-service", call -> StubServices.ok(Scores.typical()));

        var retry = api().post("/v1/sessions/" + id + "/feedback/retry");
        var twice = api().post("/v1/sessions/" + id + "/feedback/retry");
        make();

        assertThat(retry.status()).isEqualTo(202);
        assertThat(twice.status()).isEqualTo(202);
        assertThat(report(id).text("/status")).isEqualTo("ready");
        var late = api().post("/v1/sessions/" + id + "/feedback/retry");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text("/error/details/reason")).isEqualTo("REPORT_COMPLETE");
    }

    @Test
    void countsASilentScorerAsAFailedAttempt() {
        var id = completed();
        var end = new CountDownLatch(1);
        STUBS.silence("ai-service", end);

        make();
        end.countDown();

        assertThat(report(id).status()).isEqualTo(202);
        assertThat(attempts(id)).isEqualTo(1);
        assertThat(delay(id)).isLessThan(2);
    }

    @Test
    void takesNoScoreThatBreaksTheContract() {
        var id = completed();
        STUBS.answer(
                "ai-service",
                call ->
                        StubServices.ok(
                                Scores.typical().replace("\"grammar\":80", "\"grammar\":-1")));

        make();

        assertThat(report(id).status()).isEqualTo(202);
        assertThat(attempts(id)).isEqualTo(1);
    }

    @Test
    void isTakenOverFromAWorkerThatDied() {
        var id = completed();
        var dead = feedback.take().orElseThrow();
        assertThat(feedback.take()).isEmpty();
        makeDue();

        var next = feedback.take().orElseThrow();
        maker.make(next);

        assertThat(report(id).text("/status")).isEqualTo("ready");
        assertThat(next.attempt()).isEqualTo(2);
        var session = sessions.get(UUID.fromString(id));
        var transcript = turns.of(session.id());
        var late = Score.of(Scores.typical().getBytes(StandardCharsets.UTF_8), transcript);
        feedback.store(dead, session, transcript, late);
        feedback.fail(dead);
        assertThat(events(id).stream().filter("feedback.generated"::equals)).hasSize(1);
        assertThat(report(id).text("/status")).isEqualTo("ready");
    }

    @Test
    void isMadeByOneOfManyWorkers() throws Exception {
        var id = completed();
        Callable<Boolean> work =
                () -> {
                    feedback.take().ifPresent(maker::make);
                    return true;
                };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var future : threads.invokeAll(Collections.nCopies(6, work))) {
                assertThat(future.get()).isTrue();
            }
        }

        assertThat(STUBS.calls("ai-service")).hasSize(1);
        assertThat(report(id).text("/status")).isEqualTo("ready");
    }

    @Test
    void isReadByAdminsButNotByOtherStaff() {
        var id = completed();
        make();
        var path = "/v1/sessions/" + id + "/feedback";

        assertThat(
                        Api.as(port, TestTokens.user(UUID.randomUUID()).role("admin"))
                                .get(path)
                                .status())
                .isEqualTo(200);
        assertThat(
                        Api.as(port, TestTokens.user(UUID.randomUUID()).role("support"))
                                .get(path)
                                .status())
                .isEqualTo(404);
    }

    @Test
    void doesNotExistBeforeTheEndNorForACancelledSession() {
        var id = create();
        assertThat(report(id).status()).isEqualTo(404);

        api().delete("/v1/sessions/" + id);

        assertThat(report(id).status()).isEqualTo(404);
        assertThat(api().post("/v1/sessions/" + id + "/feedback/retry").status()).isEqualTo(404);
    }

    @Test
    void bringsTheProgressUpToDate() {
        var first = completed();
        make();
        STUBS.answer(
                "ai-service",
                call ->
                        StubServices.ok(
                                Scores.typical().replace("\"grammar\":80", "\"grammar\":20")));
        var second = completed();
        make();

        var progress =
                jdbc.sql(
                                """
                                select progress, last_score, sessions_completed from user_progress
                                where user_id = ? and scenario_id = ?
                                """)
                        .params(learner, scenario)
                        .query((row, n) ->
                                row.getInt(1) + " " + row.getInt(2) + " " + row.getInt(3))
                        .single();
        assertThat(progress).isEqualTo("71 60 2");
        var snapshot =
                jdbc.sql(
                                """
                                select average_score, sessions_completed_count, strengths_topics ->> 0
                                from user_progress_snapshots where user_id = ?
                                """)
                        .param(learner)
                        .query((row, n) ->
                                row.getDouble(1) + " " + row.getInt(2) + " " + row.getString(3))
                        .single();
        assertThat(snapshot).isEqualTo("65.5 2 clinicalCommunication");
        var history = api().get("/v1/progress/history");
        assertThat(history.text("/sessions/0/id")).isEqualTo(second);
        assertThat(history.text("/sessions/1/id")).isEqualTo(first);
        assertThat(history.body().at("/sessions/0/feedbackHighlights")).hasSize(3);
        assertThat(api().get("/v1/progress/history?endDate=2001-01-01").body().path("sessions"))
                .isEmpty();
        assertThat(api().get("/v1/progress/achievements").body().path("achievements")).isEmpty();
        var stats = realtime().get("/internal/learners/" + learner + "/stats");
        assertThat(stats.body().path("averageScore").asInt()).isEqualTo(66);
    }

    private String completed() {
        var id = talk();
        assertThat(api().post("/v1/sessions/" + id + "/complete").status()).isEqualTo(200);
        return id;
    }

    /** One attempt at the report that is due, however long its delay. */
    private void make() {
        makeDue();
        feedback.take().ifPresent(maker::make);
    }

    private void makeDue() {
        jdbc.sql(
                        """
                        update feedback_reports set next_attempt_at = next_attempt_at - interval '1 hour'
                        where next_attempt_at is not null
                        """)
                .update();
    }

    private Api.Answer report(String id) {
        return api().get("/v1/sessions/" + id + "/feedback");
    }

    /** Seconds until the next attempt. */
    private double delay(String id) {
        return jdbc.sql(
                        """
                        select extract(epoch from next_attempt_at - updated_at)
                        from feedback_reports where session_id = ?::uuid
                        """)
                .param(id)
                .query(Double.class)
                .single();
    }

    private int attempts(String id) {
        return jdbc.sql("select attempts from feedback_reports where session_id = ?::uuid")
                .param(id)
                .query(Integer.class)
                .single();
    }

    private String payload(String id, String type) {
        return jdbc.sql("select payload from outbox_events where event_key = ? and type = ?")
                .params(id, type)
                .query((row, n) -> row.getString(1))
                .single();
    }
}
