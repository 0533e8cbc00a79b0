package com.oetpraxis.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Redis or Kafka answers nothing for a while: the live talk goes on. */
class OutageTest {

    private static final int BEFORE = 2;
    private static final int DURING = 5;

    @BeforeAll
    static void start() {
        Suite.start();
    }

    @AfterEach
    void goOn() {
        for (var server : Suite.Server.values()) {
            Suite.thaw(server);
        }
    }

    @ParameterizedTest
    @EnumSource(Suite.Server.class)
    void theTalkGoesOn(Suite.Server away) {
        var nurse = Learner.register("nurse");
        var sessionId = nurse.session(LegUlcer.TITLE);
        var stream = nurse.stream(sessionId);
        for (var line : LegUlcer.LINES.subList(0, BEFORE)) {
            stream.say(line);
        }

        Suite.freeze(away);
        for (var line : LegUlcer.LINES.subList(BEFORE, BEFORE + DURING)) {
            assertThat(stream.say(line)).isNotBlank();
        }
        Suite.thaw(away);

        for (var line : LegUlcer.LINES.subList(BEFORE + DURING, LegUlcer.LINES.size())) {
            stream.say(line);
        }
        stream.end();
        assertThat(nurse.report(sessionId).at("overallScore").asInt(-1)).isPositive();
        var said =
                nurse.get("/v1/sessions/" + sessionId + "/transcript")
                        .at("turns")
                        .valueStream()
                        .filter(turn -> turn.path("speaker").asString().equals("learner"))
                        .map(turn -> turn.path("text").asString())
                        .toList();
        assertThat(said).isEqualTo(LegUlcer.LINES);
    }
}
