package com.oetpraxis.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The main job: register, rehearse one role-play, read its report. */
class JourneyTest {

    @BeforeAll
    static void start() {
        Suite.start();
    }

    @Test
    void aNewNurseRehearsesAndReadsTheReport() {
        var nurse = Learner.register("nurse");

        var filters = nurse.get("/v1/sessions/scenarios/filters");
        assertThat(filters.text("userProfession")).isEqualTo("nurse");
        assertThat(filters.at("totalScenarios").asInt()).isGreaterThanOrEqualTo(2);
        var scenarioId = nurse.scenario(LegUlcer.TITLE);
        var card = nurse.get("/v1/sessions/scenarios/" + scenarioId);
        assertThat(card.status()).isEqualTo(200);
        assertThat(card.at("patientProfile.age").asInt()).isEqualTo(67);
        assertThat(card.body().toString()).doesNotContainIgnoringCase("scissors");

        var created = nurse.create(scenarioId);
        assertThat(created.status()).as("%s", created.body()).isEqualTo(201);
        var sessionId = created.text("sessionId");
        assertThat(created.text("websocketUrl"))
                .startsWith("ws://")
                .endsWith("/v1/sessions/" + sessionId + "/stream");

        var stream = nurse.stream(sessionId);
        var replies = new ArrayList<String>();
        for (var line : LegUlcer.LINES) {
            replies.add(stream.say(line));
        }
        assertThat(replies).doesNotContain("").doesNotHaveDuplicates();
        stream.end();

        var completed = nurse.post("/v1/sessions/" + sessionId + "/complete", null);
        assertThat(completed.status()).isEqualTo(200);
        var report = nurse.report(sessionId);
        assertThat(report.text("id")).isEqualTo(completed.text("feedbackReportId"));
        assertThat(report.at("overallScore").asInt(-1)).isBetween(1, 100);
        assertThat(report.at("criteria").size()).isEqualTo(9);
        assertThat(report.at("categories").size()).isEqualTo(6);
        assertThat(report.at("feedback.strengths").size()).isEqualTo(3);
        assertThat(report.at("feedback.improvements").size()).isEqualTo(3);
        assertThat(report.at("estimate.low").asInt())
                .isLessThanOrEqualTo(report.at("estimate.high").asInt());
        assertEvidence(nurse, sessionId, report);

        var recent = nurse.get("/v1/sessions/recent?status=completed");
        assertThat(recent.at("sessions").get(0).path("id").asString()).isEqualTo(sessionId);
        assertThat(recent.at("sessions").get(0).path("score").asInt())
                .isEqualTo(report.at("overallScore").asInt());
        var progress = nurse.get("/v1/progress/overview");
        assertThat(progress.at("overallStats.totalSessions").asInt()).isEqualTo(1);
        assertThat(progress.at("chartData").isNull()).isTrue();
        var me = nurse.get("/v1/users/me");
        assertThat(me.text("email")).isEqualTo(nurse.email());
        assertThat(me.at("stats.sessionsCompleted").asInt()).isEqualTo(1);
        assertThat(me.at("subscription.sessionsUsed").asInt()).isEqualTo(1);
        assertThat(me.at("subscription.sessionsLimit").asInt()).isEqualTo(3);
    }

    /** Every quote of the evidence stands word for word where it says. */
    private static void assertEvidence(Learner nurse, String sessionId, Answer report) {
        var transcript = nurse.get("/v1/sessions/" + sessionId + "/transcript?format=oet-golden");
        var texts = new java.util.HashMap<Integer, String>();
        transcript
                .at("turns")
                .forEach(turn -> {
                    if (turn.path("speaker").asString().equals("candidate")) {
                        texts.put(turn.path("i").asInt(), turn.path("text").asString());
                    }
                });
        assertThat(texts).hasSize(LegUlcer.LINES.size());
        assertThat(report.at("evidence").size()).isPositive();
        report.at("evidence")
                .forEach(evidence -> {
                    var text = texts.get(evidence.path("turn").asInt());
                    assertThat(text).isNotNull();
                    var points = text.codePoints().toArray();
                    var start = evidence.path("start").asInt();
                    var end = evidence.path("end").asInt();
                    assertThat(new String(points, start, end - start))
                            .isEqualTo(evidence.path("quote").asString());
                });
    }

    @Test
    void aShortSessionGetsAReasonInsteadOfAScore() {
        var dentist = Learner.register("dentist");
        var sessionId = dentist.create(dentist.scenario("wisdom")).text("sessionId");
        var stream = dentist.stream(sessionId);
        stream.say("Hello, I'm the dentist. How are you today?");
        stream.end();

        var report = dentist.report(sessionId);
        assertThat(report.at("overallScore").isNull()).isTrue();
        assertThat(report.at("notices").toString()).contains("too_short");
    }

    @Test
    void threeSessionsAreFreeAndThenAPlanIsAskedFor() {
        var doctor = Learner.register("doctor");
        var scenarioId = doctor.scenario("Cough");
        var first = doctor.create(scenarioId).text("sessionId");
        assertThat(doctor.delete("/v1/sessions/" + first).status()).isEqualTo(200);
        for (var i = 0; i < 3; i++) {
            var created =
                    Awaitility.await()
                            .until(() -> doctor.create(scenarioId), a -> a.status() == 201);
            var stream = doctor.stream(created.text("sessionId"));
            stream.say("Good morning, I'm the doctor. What brings you in?");
            stream.end();
        }

        var refused = doctor.create(scenarioId);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("PER001");
        assertThat(refused.text("error.details.reason")).isEqualTo("SUBSCRIPTION_REQUIRED");
        assertThat(refused.text("error.details.upgradeUrl")).isNotEmpty();
    }

    @Test
    void aSubscriberHasNoLimit() {
        var nurse = Learner.demo("paid-nurse");
        var me = nurse.get("/v1/users/me");
        assertThat(me.at("subscription.sessionsLimit").asInt()).isEqualTo(-1);
        // the token tells the plan from the first sign-in after the event of the subscription
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(
                                        Learner.demo("paid-nurse")
                                                .get("/v1/progress/overview")
                                                .at("chartData")
                                                .isObject())
                                .isTrue());
    }

    @Test
    void onlyOneSessionIsOpenAtATime() {
        var nurse = Learner.register("nurse");
        var scenarioId = nurse.scenario(LegUlcer.TITLE);
        var sessionId = nurse.create(scenarioId).text("sessionId");

        var second = nurse.create(scenarioId);
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.code()).isEqualTo("RES002");
        assertThat(second.text("error.details.sessionId")).isEqualTo(sessionId);
        assertThat(nurse.delete("/v1/sessions/" + sessionId).status()).isEqualTo(200);
    }

    @Test
    void anotherProfessionsCardIsRefused() {
        var nurse = Learner.register("nurse");
        var doctor = Learner.register("doctor");

        var refused = nurse.create(doctor.scenario("Cough"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("error.details.reason")).isEqualTo("PROFESSION_MISMATCH");
    }

    @Test
    void whoHasNotVerifiedOrAcceptedIsToldSo() {
        var client = new Client();
        var email = "e2e-" + java.util.UUID.randomUUID() + "@example.org";
        var registered =
                client.post(
                        "/v1/auth/register",
                        Map.of(
                                "email",
                                email,
                                "password",
                                Learner.PASSWORD,
                                "fullName",
                                "Amara Okafor",
                                "profession",
                                "nurse"));
        assertThat(registered.status()).isEqualTo(201);
        var login =
                client.post("/v1/auth/login", Map.of("email", email, "password", Learner.PASSWORD));
        client.use(login.text("accessToken"));
        var scenarioId =
                client.get("/v1/sessions/scenarios").at("scenarios").get(0).path("id").asString();

        var unverified = client.post("/v1/sessions", Map.of("scenarioId", scenarioId));
        assertThat(unverified.status()).isEqualTo(403);
        assertThat(unverified.code()).isEqualTo("AUTH004");

        client.post("/v1/auth/verify-email", Map.of("token", registered.text("verificationToken")));
        var unaccepted = client.post("/v1/sessions", Map.of("scenarioId", scenarioId));
        assertThat(unaccepted.status()).isEqualTo(403);
        assertThat(unaccepted.text("error.details.reason")).isEqualTo("LEGAL_ACCEPTANCE_REQUIRED");

        for (var document : client.get("/v1/legal/documents").at("documents")) {
            var accepted =
                    client.post(
                            "/v1/legal/accept",
                            Map.of(
                                    "documentId", document.path("id").asString(),
                                    "version", document.path("version").asString()));
            assertThat(accepted.status()).as("%s", accepted.body()).isEqualTo(200);
        }
        assertThat(client.post("/v1/sessions", Map.of("scenarioId", scenarioId)).status())
                .isEqualTo(201);
    }

    @Test
    void aForeignSessionIsNowhere() {
        var owner = Learner.register("nurse");
        var stranger = Learner.register("nurse");
        var sessionId = owner.create(owner.scenario(LegUlcer.TITLE)).text("sessionId");

        for (var path : List.of("", "/feedback", "/transcript")) {
            var answer = stranger.get("/v1/sessions/" + sessionId + path);
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.code()).as(path).isEqualTo("RES001");
        }
        assertThat(stranger.post("/v1/sessions/" + sessionId + "/complete", null).status())
                .isEqualTo(404);
        assertThat(stranger.post("/v1/sessions/" + sessionId + "/ticket", null).status())
                .isEqualTo(404);
        assertThat(stranger.delete("/v1/sessions/" + sessionId).status()).isEqualTo(404);
        var stream =
                PracticeStream.open(
                        "/v1/sessions/" + sessionId + "/stream?token=" + stranger.token());
        assertThat(stream.closeCode()).isEqualTo(4404);
        owner.delete("/v1/sessions/" + sessionId);
    }

    @Test
    void aSpentRefreshTokenEndsTheWholeFamily() {
        var nurse = Learner.register("nurse");
        var first = nurse.refreshToken();
        var refreshed = nurse.post("/v1/auth/refresh", Map.of("refreshToken", first));
        assertThat(refreshed.status()).isEqualTo(200);
        var again =
                nurse.post(
                        "/v1/auth/refresh", Map.of("refreshToken", refreshed.text("refreshToken")));
        assertThat(again.status()).isEqualTo(200);

        assertThat(nurse.post("/v1/auth/refresh", Map.of("refreshToken", first)).status())
                .isEqualTo(401);
        assertThat(
                        nurse.post(
                                        "/v1/auth/refresh",
                                        Map.of("refreshToken", again.text("refreshToken")))
                                .status())
                .isEqualTo(401);
    }
}
