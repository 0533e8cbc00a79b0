package com.oetpraxis.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Talks by audio alone, with the real models. */
@Tag("voice")
@SuppressWarnings("NullAway.Init") // set before all tests
class VoiceTest {

    private static final String FEELING = "How are you feeling today?";
    private static final String MANAGING = "How have you been managing with the bandages at home?";
    private static final String STOP = "Can you tell me more about the pain in your leg?";
    private static final String AFFECTING = "How has this been affecting you from day to day?";
    private static final String THINKING = "What do you think is happening with the wound?";

    private static Learner nurse;

    @BeforeAll
    static void start() {
        Suite.start();
        nurse = Learner.demo("paid-nurse");
    }

    @Test
    void isRecordedTurnByTurn() {
        var talk = SpokenTalk.begin(nurse, LegUlcer.TITLE);
        try (talk) {
            talk.say(FEELING);
            talk.awaitTurn(FEELING);
            talk.awaitEndOfReply();

            talk.say(MANAGING);
            talk.awaitTurn(MANAGING);
            talk.awaitVoice();
            talk.say(STOP);
            assertThat(talk.awaitInterruption().path("turn").asInt()).isEqualTo(4);

            talk.awaitVoice();
            talk.cough();
            talk.awaitEndOfReply();

            talk.say(AFFECTING);
            talk.awaitTurn(AFFECTING);
            talk.drop();
            var seen = talk.received();
            assertThat(seen).filteredOn(m -> PracticeStream.is(m, "interrupted")).hasSize(1);

            talk.reconnect();
            // it may have come just before the connection was lost
            if (seen.stream().noneMatch(m -> isReplyOf(m, 8))) {
                assertThat(talk.awaitReply().path("turn").asInt()).isEqualTo(8);
            }
            talk.openMicrophone();
            talk.awaitListening();
            talk.say(THINKING);
            talk.awaitTurn(THINKING);
            talk.awaitEndOfReply();
            talk.end();
        }

        var record = talk.record();
        assertAlternate(record, 10);
        for (var turn : record) {
            var number = turn.path("turn").asInt();
            assertThat(turn.path("prompted").asBoolean()).isFalse();
            assertThat(turn.path("interrupted").asBoolean())
                    .as("turn %s is interrupted", number)
                    .isEqualTo(number == 4);
        }
        var lastLine = record.get(8);
        SpokenTalk.assertUnderstood(lastLine, THINKING);

        var words = lastLine.path("text").asString().getBytes(StandardCharsets.UTF_8);
        assertThat(SuiteFiles.holding(List.of(words)))
                .as("the words are kept, and the search finds them")
                .isNotEmpty();
        var sounds = new ArrayList<>(talk.sent());
        sounds.addAll(spokenByPatient(talk.received()));
        assertThat(SuiteFiles.holding(SuiteFiles.samplesOf(sounds)))
                .as("files with sound in them")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ai-service,8006,8016", "realtime-service,8005,8015"})
    void outlivesTheInstanceThatListens(String service, int port, int otherPort) {
        Suite.awaitReady(port);
        Suite.awaitReady(otherPort);
        var talk = SpokenTalk.begin(nurse, LegUlcer.TITLE);
        try (talk) {
            // one of the two instances listens
            sayWhileDying(talk, FEELING, service);
            Suite.awaitReady(port);
            sayWhileDying(talk, MANAGING, service + "-2");
            talk.end();
        }

        var record = talk.record();
        assertAlternate(record, 4);
        SpokenTalk.assertUnderstood(record.get(0), FEELING);
        SpokenTalk.assertUnderstood(record.get(2), MANAGING);
    }

    /** The instance is killed in the middle of the line, which is said again if it got lost. */
    private static void sayWhileDying(SpokenTalk talk, String line, String instance) {
        talk.sayHalf(line);
        Suite.kill(instance);
        if (!talk.awaitTurnOrLoss(line)) {
            talk.drop();
            talk.reconnect();
            talk.openMicrophone();
            talk.say(line);
            talk.awaitTurn(line);
        }
        talk.awaitEndOfReply();
    }

    /** Each of the learner's turns is spoken and has one answer. */
    private static void assertAlternate(List<JsonNode> record, int turns) {
        assertThat(record).hasSize(turns);
        for (var i = 0; i < turns; i++) {
            var learners = i % 2 == 0;
            assertThat(record.get(i).path("turn").asInt()).isEqualTo(i + 1);
            assertThat(record.get(i).path("speaker").asString())
                    .isEqualTo(learners ? "learner" : "patient");
            if (learners) {
                assertThat(record.get(i).path("source").asString()).isEqualTo("audio");
            }
        }
    }

    private static boolean isReplyOf(JsonNode message, int turn) {
        return SpokenTalk.isReply(message) && message.path("turn").asInt() == turn;
    }

    /** The patient's voice, turn by turn. */
    private static Collection<byte[]> spokenByPatient(List<JsonNode> messages) {
        var turns = new TreeMap<Integer, byte[]>();
        for (var message : messages) {
            if (PracticeStream.is(message, "tts_chunk")) {
                turns.merge(
                        message.path("turn").asInt(),
                        Base64.getDecoder().decode(message.path("data").asString()),
                        VoiceTest::joined);
            }
        }
        return turns.values();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
