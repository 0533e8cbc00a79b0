package com.oetpraxis.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.oetpraxis.devstack.testing.TestTokens;
import com.oetpraxis.devstack.testing.WithServices;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@WithServices
class SessionJourneyTest {

    private static final StubServices STUBS = StubServices.INSTANCE;

    private final UUID learner = UUID.randomUUID();
    private final UUID scenario = UUID.randomUUID();

    @LocalServerPort private int port;

    @DynamicPropertySource
    static void services(DynamicPropertyRegistry registry) {
        STUBS.register(registry);
    }

    @BeforeEach
    void everythingWorks() {
        STUBS.reset();
    }

    @Test
    void leadsFromTheFirstCallToTheReport() {
        var api = Api.of(port, learner);
        var realtime = Api.realtime(port);

        var created = api.post("/v1/sessions/create", "{\"scenarioId\":\"" + scenario + "\"}");

        assertThat(created.status()).isEqualTo(201);
        var id = created.text("/sessionId");
        assertThat(created.header("Location")).isEqualTo("/v1/sessions/" + id);
        assertThat(created.text("/websocketUrl"))
                .isEqualTo("ws://localhost:8000/v1/sessions/" + id + "/stream");
        assertThat(created.text("/scenario/candidateCard/role")).isEqualTo("You are the nurse.");
        assertThat(created.body().path("roomName").isNull()).isTrue();
        assertThat(created.response().body()).doesNotContain("never be passed on");
        assertThat(STUBS.calls("billing-service").getFirst().body()).contains(id);

        var connected =
                realtime.post(
                        "/internal/sessions/" + id + "/connections",
                        "{\"userId\":\"" + learner + "\"}");
        assertThat(connected.status()).isEqualTo(200);
        var epoch = connected.body().path("epoch").asInt();
        for (var turn = 1; turn <= 8; turn++) {
            var stored =
                    realtime.post("/internal/sessions/" + id + "/turns", Talks.turn(epoch, turn));
            assertThat(stored.status()).isEqualTo(201);
        }

        var completed = api.post("/v1/sessions/" + id + "/complete");
        assertThat(completed.status()).isEqualTo(200);
        var reportId = completed.text("/feedbackReportId");

        await().atMost(Duration.ofSeconds(20))
                .until(() -> api.get("/v1/sessions/" + id + "/feedback").status() == 200);
        var report = api.get("/v1/sessions/" + id + "/feedback");
        assertThat(report.text("/id")).isEqualTo(reportId);
        assertThat(report.text("/status")).isEqualTo("ready");
        assertThat(report.body().path("overallScore").asInt()).isEqualTo(71);
        assertThat(report.response().body()).contains("\"fluency\":4.50").contains("338.7123");
        assertThat(report.body().at("/feedback/strengths")).hasSize(3);
        assertThat(report.body().path("evidence")).hasSize(2);

        var recent = api.get("/v1/sessions/recent?status=completed");
        assertThat(recent.body().at("/sessions/0/score").asInt()).isEqualTo(71);
        var overview = api.get("/v1/progress/overview");
        assertThat(overview.body().at("/overallStats/averageScore").asInt()).isEqualTo(71);
        assertThat(overview.body().path("chartData").isNull()).isTrue();
        assertThat(overview.text("/chartsPlan")).isEqualTo("paid");
        var paid = Api.as(port, TestTokens.user(learner).plan("paid"));
        assertThat(paid.get("/v1/progress/overview").body().at("/chartData/scoreProgress"))
                .hasSize(1);
        var stats = realtime.get("/internal/learners/" + learner + "/stats");
        assertThat(stats.body().path("sessionsCompleted").asInt()).isEqualTo(1);
    }
}
