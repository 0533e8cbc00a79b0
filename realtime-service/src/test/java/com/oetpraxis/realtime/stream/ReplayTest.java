package com.oetpraxis.realtime.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Recorded conversations by voice, played again through the real stream, give the same messages at
 * the same times. What comes of them now is left in {@code target/replay}.
 */
class ReplayTest {

    private static List<String> play(String name, Predicate<String> wanted) {
        return Replay.of(Replay.recording(name + ".jsonl")).lines().filter(wanted).toList();
    }

    private static List<String> play(String name, String part) {
        return play(name, line -> line.contains(part));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exchange",
                "barge-in",
                "cough",
                "backchannel",
                "false-alarm",
                "drop-and-resume",
                "ai-lost",
                "planning-pause",
                "late-transcript",
                "push-to-talk"
            })
    void givesTheSameToTheLetter(String name) throws IOException {
        String once = Replay.of(Replay.recording(name + ".jsonl"));
        String again = Replay.of(Replay.recording(name + ".jsonl"));
        Path kept = Files.createDirectories(Path.of("target", "replay"));
        Files.writeString(kept.resolve(name + ".expected"), once);

        assertThat(again).isEqualTo(once);
        assertThat(once).isEqualTo(Replay.recording(name + ".expected"));
    }

    @Test
    void preparesTheReplyBeforeTheTurnIsOver() {
        var lines =
                play(
                        "exchange",
                        line ->
                                line.contains("ai {\"type\":\"prepare\"")
                                        || line.contains("ai {\"type\":\"turn\""));

        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst()).contains("prepare", "How are you feeling today?");
        assertThat(lines.getLast()).contains("turn", "How are you feeling today?");
    }

    @Test
    void stopsForAnInterruptionAndStoresOnlyWhatWasHeard() {
        assertThat(play("barge-in", "\"type\":\"interrupted\"")).hasSize(1);
        assertThat(play("barge-in", "session heard 2"))
                .singleElement()
                .asString()
                .doesNotContain("the doctor");
    }

    @Test
    void letsThePatientSpeakThroughACoughAndABackchannel() {
        for (String name : List.of("cough", "backchannel")) {
            assertThat(play(name, "\"type\":\"interrupted\"")).as(name).isEmpty();
            assertThat(play(name, "session append")).as(name).hasSize(2);
        }
    }

    @Test
    void goesOnWhereItWasAfterAFalseAlarm() {
        assertThat(play("false-alarm", "\"type\":\"interrupted\"")).hasSize(1);
        assertThat(play("false-alarm", "session append")).hasSize(2);
        assertThat(play("false-alarm", "session heard 2"))
                .singleElement()
                .asString()
                .endsWith("and the doctor gave me cream.");
    }

    @Test
    void losesNoFinishedTurnAndRepliesOnceWhenTheLineDrops() {
        assertThat(play("drop-and-resume", "session append")).hasSize(4);
        assertThat(
                        play(
                                "drop-and-resume",
                                line -> line.contains("ai {\"type\":\"turn\",\"turn\":1")))
                .hasSize(1);
    }

    @Test
    void asksTheNextInstanceForWhatWasNotRecognised() {
        assertThat(play("ai-lost", "recognise 1/0 final")).hasSize(2);
        assertThat(play("ai-lost", "session append")).hasSize(2);
    }

    @Test
    void waitsWhileTheLearnerPlans() {
        assertThat(
                        play(
                                "planning-pause",
                                "\"speaker\":\"learner\",\"text\":\"Okay. So, where does it hurt?\",\"plannedText\""))
                .hasSize(1);
    }

    @Test
    void tellsOfALateTranscriptAndDropsNothing() {
        assertThat(play("late-transcript", "\"issue\":\"timeout\"")).hasSize(1);
        assertThat(play("late-transcript", "session append")).hasSize(2);
    }

    @Test
    void endsATurnByHandOnly() {
        assertThat(play("push-to-talk", "session append")).hasSize(2);
        assertThat(play("push-to-talk", "session append").getFirst())
                .contains("Take one in the morning. And one at night.");
    }
}
