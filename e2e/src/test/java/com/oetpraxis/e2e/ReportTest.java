package com.oetpraxis.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What can be done with a report, through the gateway. */
@SuppressWarnings("NullAway.Init") // set before all tests
class ReportTest {

    private static final String NAME = "Okafor";

    private static Learner nurse;
    private static String sessionId;

    @BeforeAll
    static void rehearse() {
        Suite.start();
        nurse = Learner.register("nurse");
        sessionId = nurse.session(LegUlcer.TITLE);
        var stream = nurse.stream(sessionId);
        LegUlcer.LINES.forEach(stream::say);
        stream.end();
        nurse.report(sessionId);
    }

    private static String feedback(String rest) {
        return "/v1/sessions/" + sessionId + "/feedback" + rest;
    }

    @Test
    void isAPageToPrint() {
        var page = nurse.get(feedback("/print"));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(page.body().asString()).contains("<svg").doesNotContain("<script");
    }

    @Test
    void isSharedWithoutNameAndWordsUntilTheLinkIsWithdrawn() {
        var report = nurse.get(feedback(""));
        var quotes =
                Stream.of("strengthDetails", "improvementDetails")
                        .flatMap(member -> report.at(member).findValuesAsString("quote").stream())
                        .filter(quote -> quote.contains(" "))
                        .toArray(String[]::new);
        assertThat(quotes).isNotEmpty();
        var link = nurse.post(feedback("/share"), Map.of("expiresInDays", 1));
        assertThat(link.status()).as("%s", link.body()).isEqualTo(201);
        var path = "/v1/shared/reports/" + link.text("token");
        var anyone = new Client();

        var page = anyone.get(path);
        var json = anyone.call("GET", path, null, Map.of("Accept", "application/json"));

        assertThat(page.body().asString())
                .contains("<svg")
                .doesNotContain(NAME, sessionId, nurse.email())
                .doesNotContain(quotes);
        assertThat(json.at("criteria").size()).isEqualTo(9);
        assertThat(json.body().toString())
                .doesNotContain(NAME, sessionId, nurse.email())
                .doesNotContain(quotes);
        assertThat(nurse.delete(feedback("/share")).status()).isEqualTo(204);
        assertThat(anyone.get(path).status()).isEqualTo(404);
    }

    @Test
    void staysTheSameWhenScoredAgainByTheSameRubric() {
        var first = nurse.get(feedback(""));

        var again = nurse.post(feedback("/rescore"), null);

        assertThat(again.status()).as("%s", again.body()).isEqualTo(202);
        var later = nurse.report(sessionId);
        assertThat(later.at("overallScore")).isEqualTo(first.at("overallScore"));
        assertThat(nurse.get(feedback("?version=1")).at("criteria"))
                .isEqualTo(first.at("criteria"));
    }

    @Test
    void isReviewedByPeopleWhoSeeNeitherNameNorScore() {
        var asked = nurse.post(feedback("/review-request"), Map.of("reason", "I expected more."));
        assertThat(asked.text("status")).as("%s", asked.body()).isEqualTo("requested");
        var marks = new HashMap<String, Integer>();
        for (var linguistic : new String[] {"appropriateness", "resources"}) {
            marks.put(linguistic, 4);
        }
        for (var clinical :
                new String[] {"relationship", "perspective", "structure", "gathering", "giving"}) {
            marks.put(clinical, 2);
        }
        var caseId = "";
        for (var name : new String[] {"reviewer-1", "reviewer-2"}) {
            var reviewer = Learner.demo(name);
            for (var one : reviewer.get("/v1/admin/marking/queue?limit=100").at("cases")) {
                caseId = one.path("id").asString();
            }
            var talk = reviewer.get("/v1/admin/marking/" + caseId);
            assertThat(talk.at("turns").size()).isEqualTo(2 * LegUlcer.LINES.size());
            assertThat(talk.body().toString())
                    .doesNotContain("Amara", NAME, nurse.email(), sessionId, "overall");
            var given =
                    reviewer.post(
                            "/v1/admin/marking/" + caseId + "/marks", Map.of("criteria", marks));
            assertThat(given.status()).as("%s", given.body()).isEqualTo(201);
        }
        var admin = Learner.demo("admin");
        var decided =
                admin.post(
                        "/v1/admin/marking/" + caseId + "/adjudication",
                        Map.of("criteria", marks, "comment", "Well led."));
        assertThat(decided.status()).as("%s", decided.body()).isEqualTo(201);

        var review = nurse.get(feedback("")).at("review");
        assertThat(review.path("status").asString()).isEqualTo("adjudicated");
        assertThat(review.path("criteria").path("giving").asInt()).isEqualTo(2);
        assertThat(review.path("comment").asString()).isEqualTo("Well led.");
        assertThat(nurse.get("/v1/admin/marking/queue").status()).isEqualTo(403);
        assertThat(admin.get("/v1/admin/marking/agreement").status()).isEqualTo(200);
        assertThat(admin.get("/v1/admin/analytics/content").status()).isEqualTo(200);
    }

    @Test
    void becomesExercisesAndProgress() {
        var drill = nurse.get("/v1/progress/drills").at("drills").get(0);
        var answered =
                nurse.post(
                        "/v1/progress/drills/" + drill.path("id").asString() + "/answer",
                        Map.of("answer", "Could you tell me more about that?", "grade", 4));

        assertThat(answered.at("intervalDays").asInt()).isEqualTo(1);
        assertThat(nurse.get("/v1/progress/history").body().toString()).contains(sessionId);
        assertThat(nurse.get("/v1/progress/recommendations").status()).isEqualTo(200);
        var stranger = Learner.register("nurse");
        assertThat(
                        stranger.post(
                                        "/v1/progress/drills/"
                                                + drill.path("id").asString()
                                                + "/answer",
                                        Map.of("grade", 4))
                                .status())
                .isEqualTo(404);
    }
}
