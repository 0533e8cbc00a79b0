package com.oetpraxis.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * A talk by audio alone, with the real models: PRAXIS_MODELS names the folder that {@code make
 * voice} has filled. The learner's lines are voiced here by espeak-ng, which the recogniser
 * understands less well than people: a line counts as heard with half of its words.
 */
@Tag("voice")
@SuppressWarnings("NullAway.Init") // set before all tests
class VoiceTest {

    private static final String FEELING = "How are you feeling today?";
    private static final String MANAGING = "How have you been managing with the bandages at home?";
    private static final String STOP = "Can you tell me more about the pain in your leg?";
    private static final String AFFECTING = "How has this been affecting you from day to day?";
    private static final String THINKING = "What do you think is happening with the wound?";
    private static final double LEAST_UNDERSTOOD = 0.5;

    private static Learner nurse;
    private static Espeak espeak;

    @BeforeAll
    static void start() throws Exception {
        var models = Path.of(System.getenv("PRAXIS_MODELS"));
        try (var files = Files.list(models.resolve("espeak-ng"))) {
            var library =
                    files.filter(file -> file.getFileName().toString().startsWith("libespeak-ng."))
                            .findFirst()
                            .orElseThrow();
            espeak = new Espeak(library, models.resolve("espeak-ng"));
        }
        Suite.start();
        nurse = Learner.demo("paid-nurse");
    }

    @Test
    void isRecordedTurnByTurn() {
        var sessionId = nurse.session(LegUlcer.TITLE);
        var stream = connect(sessionId, null);
        List<JsonNode> seen = new ArrayList<>();
        var sounds = new ArrayList<byte[]>();

        try (var microphone = LearnersMicrophone.open(stream)) {
            microphone.say(voiced(FEELING));
            understands(stream, FEELING);
            spokenToTheEnd(stream);

            microphone.say(voiced(MANAGING));
            understands(stream, MANAGING);
            speaking(stream);
            microphone.say(voiced(STOP));
            var cut = stream.await("interrupted");
            assertThat(cut.path("turn").asInt()).isEqualTo(4);
            heard(stream);

            speaking(stream);
            microphone.cough();
            spokenToTheEnd(stream);

            microphone.say(voiced(AFFECTING));
            understands(stream, AFFECTING);
            seen.addAll(stream.all());
            sounds.add(microphone.sent());
        }
        stream.drop();

        assertThat(seen).filteredOn(m -> PracticeStream.is(m, "interrupted")).hasSize(1);
        var again = connect(sessionId, seen.getLast().path("seq").asLong());
        try (var microphone = LearnersMicrophone.open(again)) {
            // it may have come just before the connection was lost
            if (seen.stream().noneMatch(m -> isWholeReply(m) && m.path("turn").asInt() == 8)) {
                var answer = again.await(VoiceTest::isWholeReply);
                assertThat(answer.path("turn").asInt()).isEqualTo(8);
            }
            listening(again);
            microphone.say(voiced(THINKING));
            understands(again, THINKING);
            spokenToTheEnd(again);
        }
        again.end();

        var record = nurse.get("/v1/sessions/" + sessionId + "/transcript").at("turns");
        assertThat(record.findValuesAsString("turn"))
                .containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
        for (var turn : record) {
            var number = turn.path("turn").asInt();
            assertThat(turn.path("speaker").asString())
                    .isEqualTo(number % 2 == 1 ? "learner" : "patient");
            assertThat(turn.path("prompted").asBoolean()).isFalse();
            assertThat(turn.path("interrupted").asBoolean())
                    .as("turn %s is interrupted", number)
                    .isEqualTo(number == 4);
            if (number % 2 == 1) {
                assertThat(turn.path("source").asString()).isEqualTo("audio");
            }
        }
        var lastLine = record.path(8).path("text").asString();
        assertThat(understood(lastLine, THINKING)).isGreaterThan(LEAST_UNDERSTOOD);

        sounds.addAll(spokenByPatient(seen));
        assertThat(SuiteFiles.holding(List.of(lastLine.getBytes(StandardCharsets.UTF_8))))
                .as("the words are kept, and the search finds them")
                .isNotEmpty();
        assertThat(SuiteFiles.holding(SuiteFiles.samplesOf(sounds)))
                .as("files with sound in them")
                .isEmpty();
    }

    /** Connects, and waits until the models are loaded. */
    private static PracticeStream connect(String sessionId, @Nullable Long resumeFrom) {
        var stream = nurse.connect(sessionId);
        var start = new HashMap<String, Object>();
        start.put("type", "session_start");
        start.put(
                "audioFormat",
                Map.of("encoding", "pcm_s16le", "sampleRate", 16_000, "channels", 1));
        if (resumeFrom != null) {
            start.put("resumeFrom", resumeFrom);
        }
        stream.send(start);
        var able = stream.await("session_ready");
        if (!able.path("recogniser").isString()) {
            able = stream.await("abilities");
        }
        assertThat(able.path("recogniser").asString()).isEqualTo("moonshine-tiny-en");
        assertThat(able.path("speaker").path("gender").asString("")).isEqualTo("female");
        return stream;
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

    /** The learner's next turn as it was understood. */
    private static String heard(PracticeStream stream) {
        return stream.await(
                        m -> PracticeStream.is(m, "transcript") && m.path("final").asBoolean(false))
                .path("text")
                .asString();
    }

    /** Waits until the patient is well under way. */
    private static void speaking(PracticeStream stream) {
        for (var i = 0; i < 4; i++) {
            stream.await("tts_chunk");
        }
    }

    private static void spokenToTheEnd(PracticeStream stream) {
        stream.await(VoiceTest::isWholeReply);
        listening(stream);
    }

    private static void listening(PracticeStream stream) {
        stream.await(m ->
                PracticeStream.is(m, "state") && m.path("value").asString().equals("listening"));
    }

    private static boolean isWholeReply(JsonNode message) {
        return PracticeStream.is(message, "response") && message.path("final").asBoolean(false);
    }

    private static void understands(PracticeStream stream, String line) {
        var text = heard(stream);
        assertThat(understood(text, line))
                .as("of «%s» in «%s»", line, text)
                .isGreaterThan(LEAST_UNDERSTOOD);
    }

    /** The share of the line's words that were understood. */
    private static double understood(String text, String line) {
        Set<String> found = words(text);
        Set<String> wanted = words(line);
        return (double) wanted.stream().filter(found::contains).count() / wanted.size();
    }

    private static Set<String> words(String text) {
        return new HashSet<>(
                Arrays.asList(
                        text.toLowerCase(Locale.ROOT).replaceAll("[^a-z' ]", "").split(" +", -1)));
    }

    /** A line at 16 kHz: linear, behind the library's own rate. */
    private static short[] voiced(String line) {
        var sound = espeak.speak("en-us+m3", line);
        var out = new short[(int) ((long) sound.length * LearnersMicrophone.RATE / espeak.rate())];
        for (var i = 0; i < out.length; i++) {
            var at = (double) i * espeak.rate() / LearnersMicrophone.RATE;
            var index = (int) at;
            var next = sound[Math.min(index + 1, sound.length - 1)];
            out[i] = (short) Math.round(sound[index] + (at - index) * (next - sound[index]));
        }
        return out;
    }
}
