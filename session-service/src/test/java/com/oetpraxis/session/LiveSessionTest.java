package com.oetpraxis.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.devstack.testing.TestTokens;
import com.oetpraxis.session.Api.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What realtime-service and billing-service call. */
class LiveSessionTest extends ServiceTest {

    @Test
    void tellsTheOwner() {
        var id = create();

        var owner = realtime().get("/internal/sessions/" + id);

        assertThat(owner.text("/userId")).isEqualTo(learner.toString());
        assertThat(owner.text("/status")).isEqualTo("created");
        assertThat(owner.body().get("started")).hasToString("false");
        assertThat(realtime().get("/internal/sessions/" + UUID.randomUUID()).status())
                .isEqualTo(404);
    }

    /** By this billing settles a hold whose event it never got. */
    @Test
    void tellsWhetherTheLearnerHasSaidSomething() {
        var id = create();
        var epoch = connect(id);
        assertThat(realtime().get("/internal/sessions/" + id).body().get("started"))
                .hasToString("false");

        append(id, epoch, 1);

        assertThat(realtime().get("/internal/sessions/" + id).body().get("started"))
                .hasToString("true");
    }

    @Test
    void handsTheSessionToEachNewConnection() {
        var id = create();
        var first = connection(id, learner);
        append(id, 1, 1);
        append(id, 1, 2);

        var second = connection(id, learner);

        assertThat(first.body().path("epoch").asInt()).isEqualTo(1);
        assertThat(first.text("/status")).isEqualTo("in-progress");
        assertThat(first.body().path("durationSeconds").asInt()).isEqualTo(300);
        assertThat(first.body().at("/persona/age").asInt()).isEqualTo(67);
        assertThat(first.body().path("scenarioVersion").asInt()).isEqualTo(3);
        assertThat(second.body().path("epoch").asInt()).isEqualTo(2);
        assertThat(second.body().path("turns")).hasSize(2);
        assertThat(second.text("/turns/1/speaker")).isEqualTo("patient");
        assertThat(second.body().path("lastSeq").asInt()).isEqualTo(20);
        assertRefused(append(id, 1, 3), "STALE_EPOCH");
    }

    @Test
    void givesNobodyElsesSession() {
        var id = create();

        assertThat(connection(id, UUID.randomUUID()).status()).isEqualTo(404);
    }

    @Test
    void storesATurnOnceHoweverOftenItIsSent() {
        var id = create();
        var epoch = connect(id);

        assertThat(append(id, epoch, 1).status()).isEqualTo(201);
        assertThat(append(id, epoch, 1).status()).isEqualTo(200);
        assertThat(append(id, epoch, 2).status()).isEqualTo(201);
        assertThat(append(id, epoch, 1).body().path("turn").asInt()).isEqualTo(1);

        assertThat(events(id))
                .containsExactly(
                        "session.created",
                        "session.started",
                        "session.turn_completed",
                        "session.turn_completed");
    }

    @Test
    void refusesATurnThatContradictsWhatIsStored() {
        var id = create();
        var epoch = connect(id);
        append(id, epoch, 1);

        var other = Talks.turn(epoch, 1, "learner", "Something else", "typed");
        var conflict = realtime().post("/internal/sessions/" + id + "/turns", other);
        assertRefused(conflict, "TURN_CONFLICT");
        assertThat(conflict.body().at("/error/details/expectedTurn").asInt()).isEqualTo(2);
        assertRefused(append(id, epoch, 4), "TURN_CONFLICT");
    }

    @Test
    void keepsWhatThePatientEngineNeeds() {
        var id = create();
        var epoch = connect(id);
        append(id, epoch, 1);
        var turn =
                """
                {"epoch":%d,"turn":2,"speaker":"patient","text":"It hurts a lot.",
                 "plannedText":"It hurts a lot.","prompted":true,"source":"typed",
                 "startedMs":4000,"endedMs":6000,"seq":7,
                 "matched":[{"intent":"pain","by":"pattern"}],"engineVersion":"e1",
                 "stageMs":{"match":3,"reply":1},
                 "words":[{"word":"It","start":4.0,"end":4.2,"confidence":0.9,"source":"x"}]}
                """
                        .formatted(epoch);
        assertThat(realtime().post("/internal/sessions/" + id + "/turns", turn).status())
                .isEqualTo(201);

        var heard =
                realtime()
                        .send(
                                "PATCH",
                                "/internal/sessions/" + id + "/turns/2",
                                "{\"epoch\":%d,\"heardText\":\"It hurts\",\"endedMs\":5000}"
                                        .formatted(epoch));

        assertThat(heard.status()).isEqualTo(204);
        var stored = connection(id, learner).body().at("/turns/1");
        assertThat(stored.path("heardText").asString()).isEqualTo("It hurts");
        assertThat(stored.path("plannedText").asString()).isEqualTo("It hurts a lot.");
        assertThat(stored.path("endedMs").asInt()).isEqualTo(5000);
        assertThat(stored.at("/matched/0/intent").asString()).isEqualTo("pain");
        assertThat(stored.path("prompted").asBoolean()).isTrue();
        var transcript = api().get("/v1/sessions/" + id + "/transcript");
        assertThat(transcript.text("/turns/1/text")).isEqualTo("It hurts");
        assertThat(transcript.body().at("/turns/1/interrupted").asBoolean()).isTrue();
        var golden = api().get("/v1/sessions/" + id + "/transcript?format=oet-golden");
        assertThat(golden.text("/turns/1/text")).isEqualTo("It hurts");
        assertThat(golden.text("/turns/0/speaker")).isEqualTo("candidate");
        assertThat(golden.text("/scenario_id")).isEqualTo("nur-01-leg-ulcer");
    }

    @Test
    void knowsNoHeardTextOfALearnersTurn() {
        var id = create();
        var epoch = connect(id);
        append(id, epoch, 1);

        var answer =
                realtime()
                        .send(
                                "PATCH",
                                "/internal/sessions/" + id + "/turns/1",
                                "{\"epoch\":%d,\"heardText\":\"x\",\"endedMs\":1}"
                                        .formatted(epoch));

        assertThat(answer.status()).isEqualTo(404);
    }

    @Test
    void pausesAndResumesForTheCurrentConnectionOnly() {
        var id = create();
        connect(id);
        var epoch = connect(id);

        assertRefused(
                internal(id, "pause", "{\"epoch\":1,\"reason\":\"tab_hidden\"}"), "STALE_EPOCH");
        assertThat(internal(id, "pause", "{\"epoch\":%d}".formatted(epoch)).status())
                .isEqualTo(204);
        assertThat(realtime().get("/internal/sessions/" + id).text("/status")).isEqualTo("paused");
        assertThat(internal(id, "resume", "{\"epoch\":%d}".formatted(epoch)).status())
                .isEqualTo(204);
        assertThat(events(id)).endsWith("session.paused", "session.resumed");
    }

    @Test
    void completesOnceAndAnswersRepeatsTheSame() {
        var id = talk();

        var first = complete(id, 1);
        var again = complete(id, 1);
        var byRest = api().post("/v1/sessions/" + id + "/complete");

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.text("/feedbackStatus")).isEqualTo("generating");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(byRest.text("/feedbackReportId")).isEqualTo(first.text("/feedbackReportId"));
        assertThat(events(id).stream().filter("session.completed"::equals)).hasSize(1);
        assertThat(append(id, 1, 8).status()).isEqualTo(200);
        assertRefused(append(id, 1, 9), "SESSION_ENDED");
        assertRefused(connection(id, learner), "SESSION_ENDED");
        assertRefused(internal(id, "pause", "{\"epoch\":1}"), "SESSION_ENDED");
    }

    @Test
    void doesNotLetAReplacedConnectionEndTheSession() {
        var id = create();
        connect(id);
        connect(id);

        assertRefused(complete(id, 1), "STALE_EPOCH");
    }

    @Test
    void doesNotCompleteWhatWasCancelled() {
        var id = create();
        connect(id);
        api().delete("/v1/sessions/" + id);

        assertRefused(complete(id, 1), "SESSION_ENDED");
        var byRest = api().post("/v1/sessions/" + id + "/complete");
        assertRefused(byRest, "SESSION_CANCELLED");
    }

    @Test
    void endsInOneStateWhenEverythingComesAtOnce() throws Exception {
        for (var round = 0; round < 8; round++) {
            var user = UUID.randomUUID();
            var api = Api.of(port, user);
            var id = api.post("/v1/sessions", startBody()).text("/sessionId");
            connection(id, user);
            var calls = new ArrayList<Callable<Answer>>();
            calls.add(() -> append(id, 1, 1));
            calls.add(() -> append(id, 1, 1));
            calls.add(() -> append(id, 1, 2));
            calls.add(() -> api.post("/v1/sessions/" + id + "/complete"));
            calls.add(() -> complete(id, 1));
            calls.add(() -> api.delete("/v1/sessions/" + id));

            var answers = together(calls);

            assertThat(answers).extracting(Answer::status).allMatch(s -> s < 500);
            var status = realtime().get("/internal/sessions/" + id).text("/status");
            assertThat(status).isIn("completed", "cancelled");
            assertThat(answers.get(5).status()).isEqualTo(status.equals("cancelled") ? 200 : 409);
            assertThat(count("feedback_reports", id)).isEqualTo(status.equals("completed") ? 1 : 0);
            var stored =
                    jdbc.sql("select last_turn from sessions where id = ?::uuid")
                            .param(id)
                            .query(Integer.class)
                            .single();
            assertThat(count("session_turns", id)).isEqualTo(stored);
            assertThat(count("open_sessions", id)).isZero();
            assertThat(
                            events(id).stream()
                                    .filter(e ->
                                            e.equals("session.completed")
                                                    || e.equals("session.cancelled")))
                    .hasSize(1);
            assertThat(events(id).stream().filter("session.started"::equals))
                    .hasSize(stored > 0 ? 1 : 0);
        }
    }

    @Test
    void takesServiceTokensForItselfOnly() {
        var id = create();
        var path = "/internal/sessions/" + id;

        assertThat(Api.anonymous(port).get(path).status()).isEqualTo(401);
        assertThat(api().get(path).status()).isEqualTo(401);
        var misaddressed =
                Api.anonymous(port)
                        .with(
                                "Authorization",
                                TestTokens.service("realtime-service", "billing-service"));
        assertThat(misaddressed.get(path).status()).isEqualTo(401);
        var asUser =
                Api.anonymous(port)
                        .with(
                                "Authorization",
                                TestTokens.service("realtime-service", "session-service"));
        assertThat(asUser.get("/v1/sessions/recent").status()).isEqualTo(401);
    }

    private Answer connection(String id, UUID user) {
        return internal(id, "connections", "{\"userId\":\"" + user + "\"}");
    }

    private Answer complete(String id, int epoch) {
        return internal(id, "complete", "{\"epoch\":%d,\"reason\":\"stopped\"}".formatted(epoch));
    }

    private Answer internal(String id, String verb, String body) {
        return realtime().post("/internal/sessions/" + id + "/" + verb, body);
    }

    private int count(String table, String id) {
        return jdbc.sql("select count(*) from " + table + " where session_id = ?::uuid")
                .param(id)
                .query(Integer.class)
                .single();
    }

    private static void assertRefused(Answer answer, String reason) {
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text("/error/code")).isEqualTo("RES002");
        assertThat(answer.text("/error/details/reason")).isEqualTo(reason);
    }

    private static List<Answer> together(List<Callable<Answer>> calls) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Answer>();
            for (var future : threads.invokeAll(calls)) {
                answers.add(future.get());
            }
            return answers;
        }
    }
}
