package com.oetpraxis.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * An instance of what carries the live talk dies in the middle of a turn: the talk goes on in the
 * other at once, with its context, and nothing is lost or said twice.
 */
class TwoInstancesTest {

    private static final int FIRST = 4;

    @BeforeAll
    static void start() {
        Suite.start();
    }

    @ParameterizedTest
    @CsvSource({ // one of the one service starts anew while one of the other dies
        "realtime-service,8005,8015",
        "ai-service,8006,8016",
        "realtime-service-2,8015,8005",
        "ai-service-2,8016,8006"
    })
    void theTalkGoesOnInTheOther(String instance, int port, int other) {
        Suite.awaitReady(port);
        Suite.awaitReady(other);
        // several, so that some are carried by the instance that dies
        var talks = List.of(new Talk(), new Talk(), new Talk());
        for (var line : LegUlcer.LINES.subList(0, FIRST)) {
            talks.forEach(talk -> talk.stream.say(line));
        }
        var inFlight = LegUlcer.LINES.get(FIRST);

        talks.forEach(talk -> talk.stream.send(Map.of("type", "text", "text", inFlight)));
        Suite.kill(instance);
        talks.forEach(talk -> talk.awaitAnswerTo(inFlight));

        assertThat(Suite.isReady(port)).as("the dead instance is still away").isFalse();
        for (var line : LegUlcer.LINES.subList(FIRST + 1, LegUlcer.LINES.size())) {
            talks.forEach(talk -> talk.say(line));
        }
        for (var talk : talks) {
            talk.stream.end();
            var turns = talk.turns();
            assertThat(said(turns, "learner")).isEqualTo(LegUlcer.LINES);
            assertThat(turns.stream().map(turn -> turn.path("speaker").asString()).toList())
                    .as("each line has one answer")
                    .isEqualTo(alternating(LegUlcer.LINES.size()));
            assertThat(said(turns, "patient"))
                    .as("the same as in a talk that nothing disturbed")
                    .isEqualTo(said(talks.getFirst().turns(), "patient"));
        }
    }

    private static List<String> said(List<JsonNode> turns, String speaker) {
        return turns.stream()
                .filter(turn -> turn.path("speaker").asString().equals(speaker))
                .map(turn -> turn.path("text").asString())
                .toList();
    }

    private static List<String> alternating(int lines) {
        var speakers = new ArrayList<String>();
        for (var i = 0; i < lines; i++) {
            speakers.add("learner");
            speakers.add("patient");
        }
        return speakers;
    }

    /** A learner in a role-play, who reconnects where the connection is lost. */
    private static final class Talk {

        private final Learner nurse = Learner.register("nurse");
        private final String sessionId = nurse.session(LegUlcer.TITLE);
        private PracticeStream stream = nurse.stream(sessionId);

        void say(String line) {
            try {
                stream.send(Map.of("type", "text", "text", line));
            } catch (CompletionException e) {
                // the answer before came just before the connection was lost
                assertThat(e).hasCauseInstanceOf(IOException.class);
            }
            awaitAnswerTo(line);
        }

        void awaitAnswerTo(String line) {
            if (stream.awaitOrClose(Talk::isWholeReply)) {
                return;
            }
            var lastSeq = stream.all().getLast().path("seq").asLong();
            stream =
                    Awaitility.await()
                            .atMost(Duration.ofSeconds(10))
                            .ignoreExceptions()
                            .until(() -> resumed(lastSeq), s -> true);
            if (!said(turns(), "learner").contains(line)) { // it had not been acknowledged
                stream.send(Map.of("type", "text", "text", line));
            }
            stream.await(Talk::isWholeReply);
        }

        private PracticeStream resumed(long lastSeq) {
            var resumed = nurse.connect(sessionId);
            var start = new HashMap<String, Object>();
            start.put("type", "session_start");
            start.put("resumeFrom", lastSeq);
            resumed.send(start);
            resumed.await("session_ready");
            return resumed;
        }

        /**
         * All but what the patient says to a learner who is silent, as one on a slow machine is.
         */
        List<JsonNode> turns() {
            return nurse.get("/v1/sessions/" + sessionId + "/transcript")
                    .at("turns")
                    .valueStream()
                    .filter(turn -> !turn.path("prompted").asBoolean())
                    .toList();
        }

        private static boolean isWholeReply(JsonNode message) {
            return PracticeStream.is(message, "response") && message.path("final").asBoolean(false);
        }
    }
}
