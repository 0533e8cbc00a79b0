package com.oetpraxis.realtime.patient;

import com.oetpraxis.realtime.recognition.Transcript;
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

    /** Words of the learner's speech. */
    void transcribed(Transcript transcript);

    /** The recogniser is busy and answers late. */
    void recogniserBusy();

    /**
     * A sentence of the patient's line, spoken.
     *
     * @param sound samples at the speaker's rate; the callee's from now on
     * @param last whether it is the line's last
     */
    void spoke(int turn, int sentence, String text, short[] sound, boolean last);

    /** A sentence of the patient's line that could not be spoken. */
    void speechFailed(int turn, int sentence);

    /**
     * What the patient's side can do.
     *
     * @param recogniser who transcribes the learner's speech, null if nobody does
     * @param speaker who speaks for the patient, null if nobody does
     */
    record Abilities(@Nullable String recogniser, @Nullable Speaker speaker) {}

    /**
     * A voice.
     *
     * @param sampleRate of its sound, in Hz
     */
    record Speaker(String name, @Nullable String gender, int sampleRate) {}

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
