package com.oetpraxis.realtime.session;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A turn as session-service holds it and as ai-service takes it.
 *
 * @param turn from 1 over both speakers
 * @param speaker {@code learner} or {@code patient}
 * @param heardText what of a patient's turn was heard; null for the learner's, or while unknown
 * @param plannedText what the patient was to say, null for the learner's
 * @param prompted whether the patient spoke unasked
 * @param seq the number of the stream message that carried it, 0 where none did
 * @param matched what the patient's engine understood, in its own form
 * @param startedMs on the session's clock
 * @param endedMs not before {@code startedMs}
 */
public record StoredTurn(
        int turn,
        String speaker,
        String text,
        @Nullable String heardText,
        @Nullable String plannedText,
        boolean prompted,
        long seq,
        @Nullable JsonNode matched,
        long startedMs,
        long endedMs) {

    /** The value of {@code speaker} for the learner. */
    public static final String LEARNER = "learner";

    /** The value of {@code speaker} for the patient. */
    public static final String PATIENT = "patient";

    @JsonIgnore
    public boolean isLearners() {
        return LEARNER.equals(speaker);
    }

    /** The same turn with what was heard of it. */
    public StoredTurn heard(String heard, long ended) {
        return new StoredTurn(
                turn,
                speaker,
                text,
                heard,
                plannedText,
                prompted,
                seq,
                matched,
                startedMs,
                Math.max(startedMs, ended));
    }
}
