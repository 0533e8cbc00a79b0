package com.oetpraxis.session.transcript;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One side's uninterrupted utterance.
 *
 * @param turn from 1 over both speakers
 * @param text the learner's words, or what the patient was to say
 * @param plannedText what the patient meant to say, where it differs
 * @param heardText what was heard of the patient's spoken line when it ended, the whole line or
 *     what the learner had heard before an interruption; null where it was only read or is still
 *     spoken
 * @param prompted whether the patient spoke unasked, after silence
 * @param startedMs milliseconds on the session's clock, pauses left out
 * @param endedMs not before {@code startedMs}
 * @param confidence of the recognition, 0 to 1
 * @param words in order; empty where no times are known
 * @param seq the number of the stream's message that carried the turn, 0 where none did
 * @param matched the intents that the patient engine saw, in its own form
 * @param stageMs how long each stage of the answer took, in the engine's own form
 */
public record Turn(
        int turn,
        Speaker speaker,
        TurnSource source,
        String text,
        @Nullable String plannedText,
        @Nullable String heardText,
        boolean prompted,
        int startedMs,
        int endedMs,
        @Nullable Double confidence,
        List<TurnWord> words,
        long seq,
        @Nullable JsonNode matched,
        @Nullable String engineVersion,
        @Nullable JsonNode stageMs,
        @Nullable AudioQuality audioQuality) {

    public Turn {
        words = List.copyOf(words);
    }

    /** What the other side has heard. */
    public String heard() {
        return heardText == null ? text : heardText;
    }

    public boolean isLearners() {
        return speaker == Speaker.LEARNER;
    }

    /** Whether this is the same utterance sent again. */
    public boolean repeats(Turn other) {
        return turn == other.turn && speaker == other.speaker && text.equals(other.text);
    }

    /** Whether less was heard than was meant; a spoken line heard to its end was not. */
    public boolean isCutShort() {
        return heardText != null && !heardText.equals(text);
    }
}
