package com.oetpraxis.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Any one service dies in the middle of a role-play: nothing that was acknowledged is lost. Those
 * of the live talk: {@link TwoInstancesTest}.
 */
class KillTest {

    @BeforeAll
    static void start() {
        Suite.start();
    }

    @ParameterizedTest
    @CsvSource({
        "gateway,8000",
        "user-service,8001",
        "session-service,8002",
        "content-service,8003",
        "billing-service,8004"
    })
    void theJourneyGoesOnAfterItsRestart(String service, int port) {
        var nurse = Learner.register("nurse");
        var scenarioId = nurse.scenario(LegUlcer.TITLE);
        var sessionId = nurse.create(scenarioId).text("sessionId");
        var stream = nurse.stream(sessionId);
        var half = LegUlcer.LINES.size() / 2;
        for (var line : LegUlcer.LINES.subList(0, half)) {
            stream.say(line);
        }

        Suite.kill(service);
        Suite.awaitReady(port);
        stream.drop();
        var resumed =
                Awaitility.await()
                        .atMost(Duration.ofSeconds(60))
                        .pollInterval(Duration.ofMillis(500))
                        .ignoreExceptions()
                        .until(() -> nurse.stream(sessionId), s -> true);
        for (var line : LegUlcer.LINES.subList(half, LegUlcer.LINES.size())) {
            resumed.say(line);
        }
        resumed.end();

        var turns = nurse.get("/v1/sessions/" + sessionId + "/transcript").at("turns");
        var said =
                turns.valueStream()
                        .filter(turn -> turn.path("speaker").asString().equals("learner"))
                        .map(turn -> turn.path("text").asString())
                        .toList();
        assertThat(said).isEqualTo(LegUlcer.LINES);
        var speakers = turns.valueStream().map(turn -> turn.path("turn").asInt()).toList();
        assertThat(speakers).doesNotHaveDuplicates().isSorted();
        assertThat(nurse.report(sessionId).at("overallScore").asInt(-1)).isPositive();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(
                                        nurse.get("/v1/users/me")
                                                .at("subscription.sessionsUsed")
                                                .asInt())
                                .isEqualTo(1));
    }
}
