package com.oetpraxis.session.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.session.Api;
import com.oetpraxis.session.Scores;
import com.oetpraxis.session.StubServices;
import java.util.HashSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** EP-103: links that show a report to people without an account, and nobody's words or name. */
class SharingTest extends ReportingTest {

    @Test
    void showsTheReportToAnybodyWithTheLink() {
        var id = reported();

        var link = share(id, "");

        assertThat(link.status()).isEqualTo(201);
        assertThat(link.text("/url"))
                .isEqualTo("http://localhost:8000/v1/shared/reports/" + link.text("/token"));
        var page = open(link);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.header("X-Robots-Tag")).isEqualTo("noindex, nofollow");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.response().body()).contains("A leg ulcer", "Likely 310 to 370", "71");
    }

    @Test
    void showsNothingThatWasSaidAndNoId() {
        var id = reported();
        var link = share(id, "");
        var reportId = report(id).text("/id");

        for (var answer :
                new Api.Answer[] {
                    open(link),
                    Api.anonymous(port)
                            .with("Accept", "application/json")
                            .get("/v1/shared/reports/" + link.text("/token"))
                }) {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.response().body())
                    .contains("You passed over the pain.")
                    .doesNotContain(
                            id,
                            reportId,
                            learner.toString(),
                            "Amara",
                            "Good morning",
                            "MORNING",
                            "Tell me",
                            "painful",
                            "tired",
                            "keeps me awake",
                            "Heard, but");
        }
    }

    @Test
    void keepsOnlyTheHashOfTheToken() {
        var token = share(reported(), "").text("/token");

        assertThat(token).matches("[A-Za-z0-9_-]{43}");
        assertThat(
                        jdbc.sql("select t::text from report_shares t")
                                .query((row, n) -> row.getString(1))
                                .list())
                .noneMatch(row -> row.contains(token));
    }

    @Test
    void makesNoTwoTokensAlike() {
        var id = reported();
        var tokens = new HashSet<String>();
        for (var i = 0; i < 20; i++) {
            tokens.add(share(id, "").text("/token"));
        }

        assertThat(tokens).hasSize(20);
        assertThat(
                        jdbc.sql(
                                        """
                                        select count(*) from report_shares
                                        where session_id = ?::uuid and revoked_at is null
                                        """)
                                .param(id)
                                .query(Integer.class)
                                .single())
                .isEqualTo(1);
    }

    @Test
    void endsWithANewLinkAWithdrawalOrItsTime() {
        var id = reported();
        var first = share(id, "");
        var second = share(id, "{\"expiresInDays\":1}");
        assertThat(open(first).status()).isEqualTo(404);
        assertThat(open(second).status()).isEqualTo(200);

        assertThat(api().delete("/v1/sessions/" + id + "/feedback/share").status()).isEqualTo(204);

        assertThat(open(second).status()).isEqualTo(404);
        assertThat(api().delete("/v1/sessions/" + id + "/feedback/share").status()).isEqualTo(204);
        var third = share(id, "{}");
        jdbc.sql(
                        """
                        update report_shares
                        set created_at = created_at - interval '8 days',
                            expires_at = expires_at - interval '8 days'
                        where session_id = ?::uuid and revoked_at is null
                        """)
                .param(id)
                .update();
        assertThat(open(third).status()).isEqualTo(404);
        assertThat(open(third).response().body()).contains("This link does not lead to a report");
        var json =
                Api.anonymous(port)
                        .with("Accept", "application/json")
                        .get("/v1/shared/reports/" + third.text("/token"));
        assertThat(json.status()).isEqualTo(404);
        assertThat(json.text("/error/code")).isEqualTo("RES001");
    }

    @Test
    void goesOnShowingTheReportThatWasShared() {
        var id = reported();
        var link = share(id, "");
        STUBS.answer(
                "ai-service",
                call ->
                        StubServices.ok(
                                Scores.typical()
                                        .replace("\"grammar\":80", "\"grammar\":100")
                                        .replace("\"hash\":\"abc\"", "\"hash\":\"def\"")));
        api().post("/v1/sessions/" + id + "/feedback/rescore");
        make();

        assertThat(open(link).response().body()).contains("<strong>71</strong>");
    }

    @Test
    void isMadeByTheOwnerOfAScoredReport() {
        var id = completed();
        assertThat(share(id, "").status()).isEqualTo(409);
        make();

        assertThat(share(id, "{\"expiresInDays\":0}").status()).isEqualTo(400);
        assertThat(share(id, "{\"expiresInDays\":31}").status()).isEqualTo(400);
        assertThat(share(id, "{\"expiresInDays\":\"x\"}").status()).isEqualTo(400);
        var foreign = Api.of(port, UUID.randomUUID());
        var path = "/v1/sessions/" + id + "/feedback/share";
        assertThat(foreign.post(path).status()).isEqualTo(404);
        assertThat(foreign.delete(path).status()).isEqualTo(404);
        assertThat(Api.anonymous(port).post(path).status()).isEqualTo(401);
    }

    @Test
    void leadsNowhereWithAnInventedToken() {
        for (var token : new String[] {"x", "a".repeat(43), "%00", "..%2f..", "null"}) {
            assertThat(Api.anonymous(port).get("/v1/shared/reports/" + token).status())
                    .as(token)
                    .isIn(400, 404);
        }
    }

    private Api.Answer share(String id, String body) {
        var path = "/v1/sessions/" + id + "/feedback/share";
        return body.isEmpty() ? api().post(path) : api().post(path, body);
    }

    private Api.Answer open(Api.Answer link) {
        return Api.anonymous(port).get("/v1/shared/reports/" + link.text("/token"));
    }
}
