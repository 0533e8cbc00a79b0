package com.oetpraxis.realtime.patient;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Who hears what comes over a {@link PatientLine}; called on any thread. */
public interface PatientListener {

    /** The line stands, for the first time or again. */
    void opened(Abilities abilities);

    /** The patient speaks. */
    void replied(Reply reply);

    /** The line asked for under this number will not come. */
    void failed(int turn);

    /**
     * What the patient's side can do.
     *
     * @param recogniser who transcribes the learner's speech, null if nobody does
     * @param speaker who speaks for the patient, null if nobody does
     */
    record Abilities(@Nullable String recogniser, @Nullable Speaker speaker) {}

    /** A voice. */
    record Speaker(String name, @Nullable String gender) {}

    /**
     * A line of the patient.
     *
     * @param turn the number it gets
     * @param closing whether the patient takes leave with it
     * @param matched what was understood of the learner's turn, in the engine's own form
     * @param stageMs how long each stage took, in the engine's own form
     */
    record Reply(
            int turn,
            String text,
            boolean prompted,
            boolean closing,
            @Nullable JsonNode matched,
            @Nullable String engineVersion,
            @Nullable JsonNode stageMs) {}
}
