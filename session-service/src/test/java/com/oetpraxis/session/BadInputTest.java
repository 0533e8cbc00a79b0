package com.oetpraxis.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.devstack.testing.TestTokens;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every endpoint answers what it cannot read with the catalogue's status and the field's name. */
class BadInputTest extends ServiceTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                        | 422 | scenarioId",
                "{\"scenarioId\":null}     | 422 | scenarioId",
                "{\"scenarioId\":\"x\"}    | 400 | scenarioId",
                "{\"scenarioId\":{}}       | 400 | scenarioId",
                "[]                        | 400 | body",
                "{                         | 400 | body",
                "nonsense                  | 400 | body"
            })
    void namesTheFieldOfABadStart(String body, int status, String field) {
        assertInvalid(api().post("/v1/sessions/create", body), status, field);
    }

    @Test
    void refusesABodyOfAnotherType() {
        var answer =
                api().with("Content-Type", "text/plain").post("/v1/sessions/create", startBody());

        assertThat(answer.status()).isEqualTo(415);
    }

    @Test
    void ignoresMembersItDoesNotKnow() {
        var body = "{\"scenarioId\":\"%s\",\"userId\":\"someone\"}".formatted(scenario);

        assertThat(api().post("/v1/sessions", body).status()).isEqualTo(201);
    }

    @Test
    void limitsTheIdempotencyKey() {
        var api = api().with("Idempotency-Key", "x".repeat(256));

        assertInvalid(api.post("/v1/sessions", startBody()), 400, "Idempotency-Key");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/sessions/recent?page=0, page",
        "/v1/sessions/recent?page=x, page",
        "/v1/sessions/recent?limit=101, limit",
        "/v1/sessions/recent?status=paused, status",
        "/v1/progress/history?startDate=yesterday, startDate",
        "/v1/progress/history?startDate=2026-02-30, startDate",
        "/v1/progress/history?startDate=1999-12-31, startDate",
        "/v1/progress/history?startDate=2026-02-02&endDate=2026-02-01, endDate",
        "/v1/progress/history?limit=-1, limit",
        "/v1/progress/achievements?page=-1, page"
    })
    void namesTheParameter(String path, String field) {
        assertInvalid(api().get(path), 400, field);
    }

    @Test
    void namesAnUnknownTranscriptFormat() {
        assertInvalid(
                api().get("/v1/sessions/" + create() + "/transcript?format=pdf"), 400, "format");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/sessions/none",
                "DELETE /v1/sessions/none",
                "POST /v1/sessions/none/complete",
                "POST /v1/sessions/none/pause",
                "POST /v1/sessions/none/resume",
                "GET /v1/sessions/none/transcript",
                "GET /v1/sessions/none/feedback",
                "POST /v1/sessions/none/feedback/retry",
                "GET /v1/nothing/here"
            })
    void findsNothingUnderAnIdThatIsNone(String call) {
        var parts = call.split(" ", 2);

        var answer = api().send(parts[0], parts[1], null);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text("/error/code")).isEqualTo("RES001");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/sessions/recent",
                "POST /v1/sessions",
                "POST /v1/sessions/create",
                "GET /v1/sessions/01890000-0000-7000-8000-000000000001",
                "GET /v1/sessions/01890000-0000-7000-8000-000000000001/feedback",
                "GET /v1/progress/overview",
                "GET /internal/sessions/01890000-0000-7000-8000-000000000001",
                "GET /internal/learners/01890000-0000-7000-8000-000000000001/stats"
            })
    void asksForAToken(String call) {
        var parts = call.split(" ", 2);

        var answer = Api.anonymous(port).send(parts[0], parts[1], null);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text("/error/code")).isEqualTo("AUTH001");
    }

    @Test
    void tellsAnExpiredTokenFromAnInvalidOne() {
        var expired = TestTokens.user(learner).age(Duration.ofHours(1));
        var forged = Api.anonymous(port).with("Authorization", "Bearer abc.def.ghi");

        assertThat(Api.as(port, expired).get("/v1/sessions/recent").text("/error/code"))
                .isEqualTo("AUTH002");
        assertThat(forged.get("/v1/sessions/recent").text("/error/code")).isEqualTo("AUTH003");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"epoch\":1            | \"epoch\":0               | epoch",
                "\"epoch\":1            | \"epoch\":\"one\"         | epoch",
                "\"turn\":1             | \"turn\":0                | turn",
                "\"turn\":1             | \"turn\":null             | turn",
                "\"speaker\":\"learner\"| \"speaker\":\"nurse\"     | speaker",
                "\"speaker\":\"learner\"| \"speaker\":null          | speaker",
                "\"text\":\"Hi\"        | \"text\":\"  \"           | text",
                "\"text\":\"Hi\"        | \"text\":\"a\\u0000b\"    | text",
                "\"text\":\"Hi\"        | \"text\":null             | text",
                "\"source\":\"typed\"   | \"source\":\"telepathy\"  | source",
                "\"startedMs\":1000     | \"startedMs\":-1          | startedMs",
                "\"startedMs\":1000     | \"startedMs\":2000        | endedMs",
                "\"endedMs\":1900       | \"endedMs\":86400001      | endedMs",
                "\"seq\":10             | \"seq\":-1                | seq",
                "\"seq\":10             | \"confidence\":1.5        | confidence",
                "\"seq\":10             | \"words\":[{\"start\":0,\"end\":1}] | words[0].word",
                "\"seq\":10             | \"words\":[null]          | words[0]",
                "\"seq\":10             | \"words\":{}              | words",
                "\"seq\":10             | \"audioQuality\":{\"clippedRatio\":2} | audioQuality.clippedRatio"
            })
    void namesTheFieldOfABadTurn(String good, String bad, String field) {
        var id = create();
        var epoch = connect(id);
        var body = Talks.turn(epoch, 1, "learner", "Hi", "typed").replace(good, bad);

        assertInvalid(realtime().post("/internal/sessions/" + id + "/turns", body), 400, field);
    }

    @Test
    void limitsTheLengthOfATurn() {
        var id = create();
        var epoch = connect(id);
        var body = Talks.turn(epoch, 1, "learner", "a".repeat(4_001), "typed");

        assertInvalid(realtime().post("/internal/sessions/" + id + "/turns", body), 400, "text");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "connections | {}                                   | userId",
                "connections | {\"userId\":\"x\"}                   | userId",
                "pause       | {}                                   | epoch",
                "resume      | {\"epoch\":0}                        | epoch",
                "complete    | {\"epoch\":1}                        | reason",
                "complete    | {\"epoch\":1,\"reason\":\"bored\"}   | reason"
            })
    void namesTheFieldOfABadInternalCall(String verb, String body, String field) {
        var path = "/internal/sessions/" + create() + "/" + verb;

        assertInvalid(realtime().post(path, body), 400, field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"epoch\":1,\"endedMs\":1}                        | heardText",
                "{\"epoch\":1,\"heardText\":\"x\"}                  | endedMs",
                "{\"heardText\":\"x\",\"endedMs\":1}                | epoch"
            })
    void namesTheFieldOfABadHeardText(String body, String field) {
        var path = "/internal/sessions/" + create() + "/turns/1";

        assertInvalid(realtime().send("PATCH", path, body), 400, field);
    }

    @Test
    void knowsNoInternalSessionThatWasNeverStored() {
        var path = "/internal/sessions/" + UUID.randomUUID();

        assertThat(realtime().post(path + "/turns", Talks.turn(1, 1)).status()).isEqualTo(404);
        assertThat(realtime().post(path + "/pause", "{\"epoch\":1}").status()).isEqualTo(404);
        assertThat(realtime().post(path + "/resume", "{\"epoch\":1}").status()).isEqualTo(404);
        assertThat(
                        realtime()
                                .post(path + "/complete", "{\"epoch\":1,\"reason\":\"stopped\"}")
                                .status())
                .isEqualTo(404);
        assertThat(realtime().get("/internal/learners/none/stats").status()).isEqualTo(404);
    }

    @Test
    void offersNoOtherMethod() {
        assertThat(api().send("PUT", "/v1/sessions/recent", "{}").status()).isEqualTo(405);
    }

    private static void assertInvalid(Api.Answer answer, int status, String field) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.text("/error/code")).isEqualTo("VAL001");
        assertThat(answer.text("/error/details/fields/0/field")).isEqualTo(field);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }
}
