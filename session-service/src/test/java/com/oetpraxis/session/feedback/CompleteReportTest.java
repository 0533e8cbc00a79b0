package com.oetpraxis.session.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.devstack.testing.TestTokens;
import com.oetpraxis.session.Api;
import com.oetpraxis.session.Scores;
import com.oetpraxis.session.StubServices;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** EP-41: what a report holds besides the scorer's members; older reports; the page to print. */
class CompleteReportTest extends ReportingTest {

    @Test
    void putsTheEvidenceBesideTheTurnsItRestsOn() {
        var report = report(reported()).body();

        assertThat(report.path("annotatedTranscript")).hasSize(8);
        assertThat(report.at("/annotatedTranscript/0/speaker").asString()).isEqualTo("learner");
        assertThat(report.at("/annotatedTranscript/0/notes/0/measure").asString())
                .isEqualTo("greeting");
        assertThat(report.at("/annotatedTranscript/0/notes/0/end").asInt()).isEqualTo(12);
        assertThat(report.at("/annotatedTranscript/1/notes")).hasSize(1);
        assertThat(report.at("/annotatedTranscript/2/notes")).isEmpty();
    }

    @Test
    void namesWhatOfEachTaskWasMissed() {
        var report = report(reported()).body();

        assertThat(report.path("missedOpportunities")).hasSize(1);
        assertThat(report.at("/missedOpportunities/0/task").asString()).isEqualTo("Explain rest.");
        assertThat(report.at("/missedOpportunities/0/missed/0").asString())
                .isEqualTo("how long to rest");
    }

    @Test
    void tellsHowThePatientFeltAndWhyWithoutWordsThatNobodySaid() {
        var report = report(reported()).body();

        assertThat(report.at("/patientFeeling/feeling").asString())
                .isEqualTo("Heard, but still unsure.");
        assertThat(report.at("/patientFeeling/why/0/quote").asString()).isEqualTo("tired of it");
        assertThat(report.at("/patientFeeling/why/1/text").asString()).isEqualTo("No plan.");
        assertThat(report.at("/patientFeeling/why/1/quote").isNull()).isTrue();
    }

    @Test
    void hasNoFeelingWhereTheScorerTellsNone() {
        STUBS.answer(
                "ai-service",
                call ->
                        StubServices.ok(
                                Scores.typical().replace("\"patientFeeling\"", "\"other\"")));

        assertThat(report(reported()).body().path("patientFeeling").isNull()).isTrue();
    }

    @Test
    void comparesWithTheLastFiveBeforeIt() {
        var first = reported();
        assertThat(report(first).body().at("/comparison/sessions")).isEmpty();
        assertThat(report(first).body().at("/comparison/difference").isNull()).isTrue();
        for (var i = 0; i < 5; i++) {
            reported();
        }
        STUBS.answer("ai-service", call -> StubServices.ok(Scores.typical().replace("80", "100")));

        var report = report(reported()).body();

        assertThat(report.at("/comparison/sessions")).hasSize(5);
        assertThat(report.at("/comparison/sessions"))
                .noneSatisfy(session ->
                        assertThat(session.path("sessionId").asString()).isEqualTo(first));
        assertThat(report.at("/comparison/averageScore").asInt()).isEqualTo(71);
        assertThat(report.at("/comparison/difference").asInt()).isEqualTo(4);
        assertThat(report.at("/comparison/categories/grammar/difference").asInt()).isEqualTo(20);
        assertThat(report.at("/comparison/categories/pronunciation/average").isNull()).isTrue();
    }

    @Test
    void keepsTheOldReportBesideTheNewOne() {
        var id = reported();
        var old = report(id).body();
        STUBS.answer(
                "ai-service",
                call ->
                        StubServices.ok(
                                Scores.typical()
                                        .replace("\"grammar\":80", "\"grammar\":100")
                                        .replace("\"hash\":\"abc\"", "\"hash\":\"def\"")));

        var ordered = api().post("/v1/sessions/" + id + "/feedback/rescore");

        assertThat(ordered.status()).isEqualTo(202);
        assertThat(ordered.body().path("versions")).hasSize(1);
        assertThat(api().post("/v1/sessions/" + id + "/feedback/rescore").status()).isEqualTo(202);
        assertThat(report(id).status()).isEqualTo(200);
        assertThat(report(id).body().path("version").asInt()).isEqualTo(1);
        make();
        var now = report(id).body();
        assertThat(now.path("version").asInt()).isEqualTo(2);
        assertThat(now.path("overallScore").asInt()).isEqualTo(75);
        assertThat(now.at("/versions/0/current").asBoolean()).isFalse();
        assertThat(now.at("/versions/0/modelHash").asString()).isEqualTo("abc");
        assertThat(now.at("/versions/1/modelHash").asString()).isEqualTo("def");
        var before = api().get("/v1/sessions/" + id + "/feedback?version=1").body();
        assertThat(before.path("overallScore")).isEqualTo(old.path("overallScore"));
        assertThat(before.path("evidence")).isEqualTo(old.path("evidence"));
        assertThat(before.path("id")).isEqualTo(old.path("id"));
        assertThat(api().get("/v1/progress/overview").body().at("/overallStats/averageScore"))
                .hasToString("75");
        assertThat(api().get("/v1/sessions/" + id + "/feedback?version=3").status()).isEqualTo(404);
        assertThat(api().get("/v1/sessions/" + id + "/feedback?version=0").status()).isEqualTo(400);
        make();
        assertThat(STUBS.calls("ai-service")).hasSize(2);
    }

    @Test
    void addsNothingWhereTheScorerIsTheSame() {
        var id = reported();

        for (var i = 0; i < 3; i++) {
            api().post("/v1/sessions/" + id + "/feedback/rescore");
            make();
        }

        assertThat(report(id).body().path("versions")).hasSize(1);
        assertThat(STUBS.calls("ai-service")).hasSize(4);
        assertThat(
                        jdbc.sql("select count(*) from feedback_reports where session_id = ?::uuid")
                                .param(id)
                                .query(Integer.class)
                                .single())
                .isEqualTo(2);
    }

    @Test
    void standsWhereARescoreFails() {
        var id = reported();
        STUBS.answer("ai-service", call -> new StubServices.Reply(503, "{}"));

        api().post("/v1/sessions/" + id + "/feedback/rescore");
        for (var i = 0; i < 4; i++) {
            make();
        }

        assertThat(report(id).text("/status")).isEqualTo("ready");
        assertThat(events(id)).doesNotContain("feedback.failed");
        assertThat(api().get("/v1/sessions/" + id + "/feedback?version=2").status()).isEqualTo(404);
    }

    @Test
    void isScoredAgainOnlyWhereThereIsAScore() {
        var id = completed();

        var early = api().post("/v1/sessions/" + id + "/feedback/rescore");

        assertThat(early.status()).isEqualTo(409);
        assertThat(early.text("/error/details/reason")).isEqualTo("REPORT_NOT_READY");
        var foreign = Api.of(port, UUID.randomUUID());
        assertThat(foreign.post("/v1/sessions/" + id + "/feedback/rescore").status())
                .isEqualTo(404);
    }

    @Test
    void isAPageWithoutScriptsThatOnlyItsOwnerPrints() {
        var id = completed();
        var path = "/v1/sessions/" + id + "/feedback/print";
        assertThat(api().get(path).status()).isEqualTo(202);
        make();

        var page = api().get(path);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(page.header("Content-Security-Policy"))
                .startsWith("default-src 'none'; style-src 'sha256-")
                .doesNotContain("unsafe");
        assertThat(page.header("X-Robots-Tag")).isEqualTo("noindex, nofollow");
        assertThat(page.header("Cache-Control")).contains("no-store");
        assertThat(page.response().body())
                .contains("<svg", "A leg ulcer", "Likely 310 to 370", "tired of it")
                .doesNotContain("<script", "Nobody ever said this");
        assertThat(Api.of(port, UUID.randomUUID()).get(path).status()).isEqualTo(404);
        assertThat(Api.anonymous(port).get(path).status()).isEqualTo(401);
        assertThat(
                        Api.as(port, TestTokens.user(UUID.randomUUID()).role("reviewer"))
                                .get(path)
                                .status())
                .isEqualTo(404);
    }

    @Test
    void isAPageThatSaysWhyThereIsNoScore() {
        var id = create();
        var epoch = connect(id);
        append(id, epoch, 1);
        append(id, epoch, 2);
        api().post("/v1/sessions/" + id + "/complete");
        make();

        var page = api().get("/v1/sessions/" + id + "/feedback/print").response().body();

        assertThat(page)
                .contains("too brief for a reliable assessment", "Good morning, my name")
                .doesNotContain("<svg");
    }
}
