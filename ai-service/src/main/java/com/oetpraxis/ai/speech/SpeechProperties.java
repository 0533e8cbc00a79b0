package com.oetpraxis.ai.speech;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the service listens and speaks.
 *
 * @param models the folder that {@code make voice} fills; null for text only
 * @param threads threads for each model
 * @param queue jobs that may wait for each model
 * @param busyAfter how long a finished stretch of speech waits before its learner is told so
 */
@Validated
@ConfigurationProperties("speech")
public record SpeechProperties(
        @Nullable Path models,
        @DefaultValue("2") @Min(1) @Max(64) int threads,
        @DefaultValue("256") @Min(2) int queue,
        @DefaultValue("2s") Duration busyAfter) {

    /** An empty path, as an unset variable leaves it, is none. */
    public SpeechProperties {
        models = models == null || models.toString().isBlank() ? null : models;
    }
}
