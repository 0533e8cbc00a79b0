package com.oetpraxis.session.marking;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.devstack.testing.TestTokens;
import com.oetpraxis.session.Api;
import com.oetpraxis.session.feedback.ReportingTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** EP-104: from a learner's request over blind marks to a decision beside the machine's score. */
class MarkingTest extends ReportingTest {

    private static final String MARKS =
            """
            {"criteria":{"fluency":4,"appropriateness":%d,"resources":4,"relationship":2,
             "perspective":2,"structure":2,"gathering":2,"giving":%d},"comment":"Clear."}
            """;

    private final UUID first = UUID.randomUUID();
    private final UUID second = UUID.randomUUID();
    private final UUID admin = UUID.randomUUID();

    @BeforeEach
    void nothingIsMarked() {
        jdbc.sql("delete from marking_marks").update();
        jdbc.sql("delete from marking_cases").update();
    }

    @Test
    void showsReviewersTheTalkWithoutNameAndScores() {
        var session = requested();
        var queue = reviewer(first).get("/v1/admin/marking/queue");
        assertThat(queue.body().path("cases")).hasSize(1);
        assertThat(queue.body().at("/pagination/totalItems").asInt()).isEqualTo(1);

        var talk = reviewer(first).get("/v1/admin/marking/" + queue.text("/cases/0/id"));

        assertThat(talk.status()).isEqualTo(200);
        assertThat(talk.body().path("turns")).hasSize(8);
        assertThat(talk.text("/turns/0/text")).startsWith("Good morning, my name is [name] and");
        assertThat(talk.response().body() + queue.response().body())
                .doesNotContain(
                        session,
                        learner.toString(),
                        "Amara",
                        "core",
                        "4.50",
                        "reason words",
                        "criteria",
                        "estimate");
    }

    @Test
    void leadsToADecisionBesideTheMachinesScore() {
        var session = requested();
        var id = caseOf(session);
        assertThat(report(session).text("/review/status")).isEqualTo("requested");

        assertThat(mark(first, id, 4, 2).status()).isEqualTo(201);
        assertThat(decide(id).status()).isEqualTo(409);
        assertThat(mark(second, id, 5, 1).status()).isEqualTo(201);

        assertThat(report(session).text("/review/status")).isEqualTo("marked");
        assertThat(report(session).body().at("/review/criteria").isNull()).isTrue();
        var open = admin().get("/v1/admin/marking/" + id + "/marks");
        assertThat(open.body().path("marks")).hasSize(2);
        assertThat(open.body().at("/machine/fluency").asDouble()).isEqualTo(4.5);
        assertThat(open.text("/reason")).isEqualTo("reason words");
        assertThat(decide(id).status()).isEqualTo(201);
        var report = report(session).body();
        assertThat(report.at("/review/status").asString()).isEqualTo("adjudicated");
        assertThat(report.at("/review/criteria/giving").asInt()).isEqualTo(2);
        assertThat(report.at("/review/estimate").asInt()).isEqualTo(310);
        assertThat(report.path("overallScore").asInt()).isEqualTo(71);
        assertThat(report.at("/estimate/value").asInt()).isEqualTo(340);
        assertThat(api().get("/v1/sessions/" + session + "/feedback/print").response().body())
                .contains("Marked by people", "about 310 (C+)");
        assertThat(decide(id).text("/error/details/reason")).isEqualTo("CASE_CLOSED");
        assertThat(mark(UUID.randomUUID(), id, 4, 2).text("/error/details/reason"))
                .isEqualTo("CASE_CLOSED");
    }

    @Test
    void takesEachReviewersMarksOnceAndTwoOfThem() {
        var id = caseOf(requested());

        mark(first, id, 4, 2);

        assertThat(mark(first, id, 1, 1).text("/error/details/reason")).isEqualTo("ALREADY_MARKED");
        assertThat(reviewer(first).get("/v1/admin/marking/queue").body().path("cases")).isEmpty();
        assertThat(reviewer(second).get("/v1/admin/marking/queue").body().path("cases")).hasSize(1);
        mark(second, id, 4, 2);
        assertThat(reviewer(UUID.randomUUID()).get("/v1/admin/marking/queue").body().path("cases"))
                .isEmpty();
    }

    @Test
    void isNotDecidedByWhoHasMarked() {
        var id = caseOf(requested());
        mark(first, id, 4, 2);
        admin().post("/v1/admin/marking/" + id + "/marks", MARKS.formatted(4, 2));

        assertThat(decide(id).text("/error/details/reason")).isEqualTo("OWN_MARKS");
    }

    @Test
    void refusesMarksOutsideTheScale() {
        var id = caseOf(requested());

        assertThat(mark(first, id, 7, 2).status()).isEqualTo(400);
        assertThat(mark(first, id, 4, 4).status()).isEqualTo(400);
        assertThat(mark(first, id, -1, 2).status()).isEqualTo(400);
        assertThat(
                        reviewer(first)
                                .post("/v1/admin/marking/" + id + "/marks", "{\"criteria\":{}}")
                                .status())
                .isEqualTo(400);
        assertThat(mark(first, UUID.randomUUID().toString(), 4, 2).status()).isEqualTo(404);
    }

    @Test
    void isForReviewersAndAdmins() {
        var session = requested();
        var id = caseOf(session);
        var paths =
                List.of(
                        "/v1/admin/marking/queue",
                        "/v1/admin/marking/" + id,
                        "/v1/admin/marking/" + id + "/marks",
                        "/v1/admin/marking/agreement");
        for (var path : paths) {
            assertThat(api().get(path).status()).as(path).isEqualTo(403);
            assertThat(as("support", first).get(path).status()).as(path).isEqualTo(403);
            assertThat(admin().get(path).status()).as(path).isEqualTo(200);
            assertThat(Api.anonymous(port).get(path).status()).as(path).isEqualTo(401);
        }
        assertThat(reviewer(first).get(paths.get(2)).status()).isEqualTo(403);
        assertThat(reviewer(first).get(paths.get(3)).status()).isEqualTo(403);
        assertThat(
                        reviewer(first)
                                .post(
                                        "/v1/admin/marking/" + id + "/adjudication",
                                        MARKS.formatted(4, 2))
                                .status())
                .isEqualTo(403);
        assertThat(api().post("/v1/admin/marking/" + id + "/marks", MARKS.formatted(4, 2)).status())
                .isEqualTo(403);
    }

    @Test
    void isAskedForByTheOwnerOfAScoredReport() {
        var id = completed();
        var path = "/v1/sessions/" + id + "/feedback/review-request";
        assertThat(api().post(path).status()).isEqualTo(409);
        make();

        assertThat(Api.of(port, UUID.randomUUID()).post(path).status()).isEqualTo(404);
        assertThat(api().post(path).status()).isEqualTo(201);
        assertThat(api().post(path).text("/status")).isEqualTo("requested");
        assertThat(admin().get("/v1/admin/marking/queue").body().path("cases")).hasSize(1);
    }

    @Test
    void showsAdminsHowFarTheScorerAgrees() {
        for (var n = 0; n < 3; n++) {
            var id = caseOf(requested());
            mark(first, id, 3 + n % 2, 2);
            mark(second, id, 3, 1 + n % 2);
        }

        var agreement = admin().get("/v1/admin/marking/agreement").body();

        assertThat(agreement.path("cases").asInt()).isEqualTo(3);
        assertThat(agreement.path("provisional").asBoolean()).isTrue();
        assertThat(agreement.path("scorer")).hasSize(9);
        assertThat(agreement.at("/scorer/0/pairs").asInt()).isZero();
        assertThat(agreement.at("/scorer/1/criterion").asString()).isEqualTo("fluency");
        assertThat(agreement.at("/scorer/1/bias").asDouble()).isEqualTo(0.5);
        assertThat(agreement.at("/scorer/1/pearson").isNull()).isTrue();
        assertThat(agreement.at("/reviewers/2/criterion").asString()).isEqualTo("appropriateness");
        assertThat(agreement.at("/reviewers/2/bias").asDouble()).isEqualTo(0.333);
    }

    private String requested() {
        var id = reported();
        api().post(
                        "/v1/sessions/" + id + "/feedback/review-request",
                        "{\"reason\":\"reason words\"}");
        return id;
    }

    private String caseOf(String session) {
        return jdbc.sql("select id from marking_cases where session_id = ?::uuid")
                .param(session)
                .query((row, n) -> row.getString(1))
                .single();
    }

    private Api.Answer mark(UUID reviewer, String id, int appropriateness, int giving) {
        return reviewer(reviewer)
                .post(
                        "/v1/admin/marking/" + id + "/marks",
                        MARKS.formatted(appropriateness, giving));
    }

    private Api.Answer decide(String id) {
        return admin().post("/v1/admin/marking/" + id + "/adjudication", MARKS.formatted(4, 2));
    }

    private Api reviewer(UUID id) {
        return as("reviewer", id);
    }

    private Api admin() {
        return as("admin", admin);
    }

    private Api as(String role, UUID id) {
        return Api.as(port, TestTokens.user(id).role(role).profession(null));
    }
}
