package com.oetpraxis.session.transcript;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much must have been said for a score (catalogue 9.9).
 *
 * @param minimumWords of the learner
 * @param minimumDuration of a session by voice; typed turns have no speaking time
 * @param minimumExchanges turns of the learner that the patient answered
 */
@Validated
@ConfigurationProperties("praxis.assessment")
public record AssessmentThresholds(
        @DefaultValue("50") @Min(1) int minimumWords,
        @DefaultValue("2m") @NotNull Duration minimumDuration,
        @DefaultValue("3") @Min(1) int minimumExchanges) {

    /** Whether the talk can be assessed. */
    public boolean met(Transcript transcript, int durationSeconds) {
        return transcript.learnerWords() >= minimumWords
                && transcript.exchanges() >= minimumExchanges
                && (!transcript.spoken() || durationSeconds >= minimumDuration.toSeconds());
    }
}
