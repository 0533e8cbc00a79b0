package com.oetpraxis.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A role-play by audio alone, over as many connections as it takes. PRAXIS_MODELS names the folder
 * that {@code make voice} has filled. The learner's lines are voiced here by espeak-ng, which the
 * recogniser understands less well than people: a line counts as heard with half of its words.
 */
final class SpokenTalk implements AutoCloseable {

    private static final double LEAST_UNDERSTOOD = 0.5;

    private final Espeak espeak = voice();
    private final Learner nurse;
    private final String sessionId;
    private final List<JsonNode> before = new ArrayList<>();
    private final List<byte[]> sent = new ArrayList<>();
    private PracticeStream stream;
    private LearnersMicrophone microphone;

    private SpokenTalk(Learner nurse, String sessionId) {
        this.nurse = nurse;
        this.sessionId = sessionId;
        this.stream = connected(null);
        this.microphone = LearnersMicrophone.open(stream);
    }

    /** Begins with a new session, once the models are loaded. */
    static SpokenTalk begin(Learner nurse, String title) {
        return new SpokenTalk(nurse, nurse.session(title));
    }

    private static Espeak voice() {
        var folder = Path.of(System.getenv("PRAXIS_MODELS")).resolve("espeak-ng");
        try (var files = Files.list(folder)) {
            var library =
                    files.filter(file -> file.getFileName().toString().startsWith("libespeak-ng."))
                            .findFirst()
                            .orElseThrow();
            return new Espeak(library, folder);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private PracticeStream connected(@Nullable Long resumeFrom) {
        var opened = nurse.connect(sessionId);
        var start = new HashMap<String, Object>();
        start.put("type", "session_start");
        start.put(
                "audioFormat",
                Map.of("encoding", "pcm_s16le", "sampleRate", 16_000, "channels", 1));
        if (resumeFrom != null) {
            start.put("resumeFrom", resumeFrom);
        }
        opened.send(start);
        var able = opened.await("session_ready");
        if (!able.path("recogniser").isString()) {
            able = opened.await("abilities");
        }
        assertThat(able.path("recogniser").asString()).isEqualTo("moonshine-tiny-en");
        assertThat(able.path("speaker").path("gender").asString("")).isEqualTo("female");
        return opened;
    }

    String sessionId() {
        return sessionId;
    }

    /** What has come so far, over all connections. */
    List<JsonNode> received() {
        var all = new ArrayList<>(before);
        all.addAll(stream.all());
        return all;
    }

    /** The learner's sound of the connections before this one. */
    List<byte[]> sent() {
        return List.copyOf(sent);
    }

    void say(String line) {
        microphone.say(voiced(line));
    }

    /** Says the first half of a line; the other half goes on while this returns. */
    void sayHalf(String line) {
        say(line);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(microphone::isHalfSaid);
    }

    void cough() {
        microphone.cough();
    }

    /** Waits for the learner's next turn, which must be this line. */
    void awaitTurn(String line) {
        assertUnderstood(stream.await(SpokenTalk::isTurn), line);
    }

    /** As {@link #awaitTurn}; false if the connection was lost before. */
    boolean awaitTurnOrLoss(String line) {
        if (!stream.awaitOrClose(SpokenTalk::isTurn)) {
            return false;
        }
        stream.all().stream()
                .filter(SpokenTalk::isTurn)
                .reduce((earlier, later) -> later)
                .ifPresent(turn -> assertUnderstood(turn, line));
        return true;
    }

    /** Waits until the patient is well under way. */
    void awaitVoice() {
        for (var i = 0; i < 4; i++) {
            stream.await("tts_chunk");
        }
    }

    JsonNode awaitInterruption() {
        var cut = stream.await("interrupted");
        stream.await(SpokenTalk::isTurn);
        return cut;
    }

    JsonNode awaitReply() {
        return stream.await(SpokenTalk::isReply);
    }

    /** Waits until the patient has said the next reply to its end. */
    void awaitEndOfReply() {
        awaitReply();
        awaitListening();
    }

    void awaitListening() {
        stream.await(m ->
                PracticeStream.is(m, "state") && m.path("value").asString().equals("listening"));
    }

    /** The network is lost, or was. */
    void drop() {
        microphone.close();
        sent.add(microphone.sent());
        stream.drop();
    }

    /** Connects again with what was seen last; the microphone opens by {@link #openMicrophone}. */
    void reconnect() {
        before.addAll(stream.all());
        var seen = before.getLast().path("seq").asLong();
        stream =
                Awaitility.await()
                        .atMost(Duration.ofSeconds(15))
                        .ignoreExceptions()
                        .until(() -> connected(seen), opened -> true);
    }

    void openMicrophone() {
        microphone = LearnersMicrophone.open(stream);
    }

    void end() {
        microphone.close();
        stream.end();
    }

    /** The turns as they were stored. */
    List<JsonNode> record() {
        return nurse.get("/v1/sessions/" + sessionId + "/transcript")
                .at("turns")
                .valueStream()
                .toList();
    }

    @Override
    public void close() {
        microphone.close();
    }

    static boolean isReply(JsonNode message) {
        return PracticeStream.is(message, "response") && message.path("final").asBoolean(false);
    }

    private static boolean isTurn(JsonNode message) {
        return PracticeStream.is(message, "transcript") && message.path("final").asBoolean(false);
    }

    static void assertUnderstood(JsonNode turn, String line) {
        var text = turn.path("text").asString();
        Set<String> found = words(text);
        Set<String> wanted = words(line);
        assertThat((double) wanted.stream().filter(found::contains).count() / wanted.size())
                .as("of «%s» in «%s»", line, text)
                .isGreaterThan(LEAST_UNDERSTOOD);
    }

    private static Set<String> words(String text) {
        return new HashSet<>(
                Arrays.asList(
                        text.toLowerCase(Locale.ROOT).replaceAll("[^a-z' ]", "").split(" +", -1)));
    }

    /** A line at 16 kHz: linear, behind the library's own rate. */
    private short[] voiced(String line) {
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
