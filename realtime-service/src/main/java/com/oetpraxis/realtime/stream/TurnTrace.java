package com.oetpraxis.realtime.stream;

import com.oetpraxis.realtime.recognition.Transcript;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where the time of one exchange goes, from the end of the learner's speech to the first sound of
 * the patient; milliseconds, for the meters and for the session's record.
 */
final class TurnTrace {

    /** The stages, as the meter {@code realtime.turn.stage} names them. */
    enum Stage {
        /** Silence until the turn was taken to be over. */
        END_OF_TURN("endOfTurn"),
        /** What the last stretch waited for the recogniser. */
        QUEUE("queue"),
        /** What the recogniser took for the last stretch. */
        RECOGNISER("recogniser"),
        /** From the end of the turn until all its words were known. */
        TRANSCRIPT("transcript"),
        /** Until the learner's turn was stored. */
        STORE("store"),
        /** Until the patient had answered. */
        REPLY("reply"),
        /** From the answer until its first sentence had its sound. */
        VOICE("voice"),
        /** From the end of the turn until the first sound, or word, went out. */
        FIRST_SOUND("firstSound"),
        /** From the end of the learner's speech until then. */
        VOICE_TO_VOICE("voiceToVoice");

        private final String wire;

        Stage(String wire) {
            this.wire = wire;
        }

        String wire() {
            return wire;
        }
    }

    private static final long NONE = -1;

    private final StreamMetrics metrics;
    private final JsonMapper json;
    private final Map<Stage, Long> taken = new LinkedHashMap<>();
    private long speechEndedAt = NONE;
    private long decidedAt = NONE;
    private long askedAt = NONE;
    private long repliedAt = NONE;

    TurnTrace(StreamMetrics metrics, JsonMapper json) {
        this.metrics = metrics;
        this.json = json;
    }

    /** A spoken turn is over. */
    void decided(long now, long silentMs) {
        forget();
        decidedAt = now;
        speechEndedAt = now - silentMs;
        take(Stage.END_OF_TURN, silentMs);
    }

    /** All its words are known. */
    void recognised(long now, @Nullable Transcript last) {
        if (decidedAt != NONE) {
            take(Stage.TRANSCRIPT, now - decidedAt);
            if (last != null && last.queueMs() != null) {
                take(Stage.QUEUE, Math.round(last.queueMs()));
            }
            if (last != null && last.recogniserMs() != null) {
                take(Stage.RECOGNISER, Math.round(last.recogniserMs()));
            }
        }
    }

    void learnerStored(long tookMs) {
        if (decidedAt != NONE) {
            take(Stage.STORE, tookMs);
        }
    }

    void asked(long now) {
        askedAt = now;
    }

    void replied(long now) {
        repliedAt = now;
        if (decidedAt != NONE && askedAt != NONE) {
            take(Stage.REPLY, now - askedAt);
        }
    }

    void sentenceReady(long now, int sentence) {
        if (decidedAt != NONE && repliedAt != NONE && sentence == 0) {
            take(Stage.VOICE, now - repliedAt);
        }
    }

    /** The patient is heard. */
    void heard(long now) {
        if (decidedAt != NONE) {
            take(Stage.FIRST_SOUND, now - decidedAt);
            take(Stage.VOICE_TO_VOICE, now - speechEndedAt);
        }
        forget();
    }

    private void take(Stage stage, long ms) {
        taken.put(stage, ms);
        metrics.stage(stage, ms);
    }

    /** What is known of the exchange so far, with what the patient's side told; null if nothing. */
    @Nullable JsonNode soFar(@Nullable JsonNode patients) {
        if (taken.isEmpty()) {
            return patients;
        }
        ObjectNode all = json.createObjectNode();
        if (patients instanceof ObjectNode members) {
            all.setAll(members);
        }
        taken.forEach((stage, ms) -> all.put(stage.wire(), ms));
        return all;
    }

    private void forget() {
        taken.clear();
        decidedAt = NONE;
        askedAt = NONE;
        repliedAt = NONE;
    }
}
