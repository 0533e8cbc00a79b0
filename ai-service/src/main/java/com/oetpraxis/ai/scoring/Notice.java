package com.oetpraxis.ai.scoring;

import com.oetpraxis.ai.consultation.Criterion;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a reader must know about a report.
 *
 * @param criterion the criterion it is about; null where it is about the whole report
 */
public record Notice(Code code, @Nullable Criterion criterion) {

    /** What it is and what the learner is told. */
    public enum Code {
        TOO_SHORT(
                "This session is too brief for a reliable assessment. Please do a longer session."),
        POOR_AUDIO(
                "The recording was poor, so pronunciation and fluency may be judged inaccurately."),
        ONE_SIDED("One side did nearly all the talking. Aim for a dialogue."),
        OFF_TOPIC(
                "Much of the talk was not about the patient's concern. Come back to what the"
                        + " patient came for."),
        TYPED("You typed your turns, so how you sound could not be judged."),
        NO_WORD_TIMES("The words have no times, so fluency could not be judged."),
        NO_CONFIDENCE(
                "No recogniser rated how clearly the words were heard, so intelligibility could not"
                        + " be judged."),
        FILLERS_NOT_MEASURED(
                "This recogniser leaves out hesitations, so they are not part of the fluency"
                        + " mark."),
        UNCALIBRATED(
                "This recogniser has not been compared with human listeners, so take the"
                        + " intelligibility mark with care."),
        UNKNOWN_SCENARIO(
                "The role-play card is not known, so what it asks for could not be checked.");

        private final String message;

        Code(String message) {
            this.message = message;
        }

        public String message() {
            return message;
        }

        /** The name in reports. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
