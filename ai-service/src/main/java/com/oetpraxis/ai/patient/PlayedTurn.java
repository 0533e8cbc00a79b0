package com.oetpraxis.ai.patient;

import com.oetpraxis.ai.pattern.SpokenWord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A turn as it was stored.
 *
 * @param turn its number, from 1 over both speakers
 * @param text what was said or typed; of the patient, what was planned
 * @param heardText of the patient, what the learner had heard when it was cut short
 * @param prompted of the patient, whether it broke a silence or ended the talk at time
 * @param interrupted of the learner, whether the patient was still speaking
 * @param words of the learner, with their times, where a recogniser gave them
 * @param matched what was understood of the turn, where it was stored
 */
public record PlayedTurn(
        int turn,
        Speaker speaker,
        String text,
        @Nullable String heardText,
        boolean prompted,
        boolean interrupted,
        List<SpokenWord> words,
        @Nullable Matched matched) {

    public PlayedTurn {
        words = List.copyOf(words);
    }

    public static PlayedTurn learner(int turn, String text) {
        return learner(turn, text, false);
    }

    public static PlayedTurn learner(int turn, String text, boolean interrupted) {
        return new PlayedTurn(
                turn, Speaker.LEARNER, text, null, false, interrupted, List.of(), null);
    }

    public static PlayedTurn patient(int turn, String text, boolean prompted) {
        return new PlayedTurn(turn, Speaker.PATIENT, text, null, prompted, false, List.of(), null);
    }

    /** The same turn with what was understood of it. */
    public PlayedTurn understood(@Nullable Matched as) {
        return new PlayedTurn(turn, speaker, text, heardText, prompted, interrupted, words, as);
    }

    /** What the learner can have heard of it. */
    public String heard() {
        return heardText == null ? text : heardText;
    }
}
