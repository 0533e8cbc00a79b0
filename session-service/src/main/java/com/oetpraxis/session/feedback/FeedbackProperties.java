package com.oetpraxis.session.feedback;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How reports are made (catalogue CX-11): 10 s an attempt is the client's read timeout.
 *
 * @param workers reports made at once by one instance; 0 makes none
 * @param poll how often an idle worker looks for orders that no one told it of
 * @param attempts before a report is called unavailable
 * @param firstDelay before the second attempt; doubled for each one after
 * @param lease how long a worker that says nothing keeps an order; longer than one attempt
 * @param laterAttempts in the background once the report is called unavailable
 * @param laterDelay before each of those
 */
@Validated
@ConfigurationProperties("praxis.feedback")
record FeedbackProperties(
        @DefaultValue("4") @Min(0) @Max(64) int workers,
        @DefaultValue("1s") @NotNull @DurationMin(millis = 10) Duration poll,
        @DefaultValue("3") @Min(1) @Max(20) int attempts,
        @DefaultValue("1s") @NotNull Duration firstDelay,
        @DefaultValue("15s") @NotNull @DurationMin(seconds = 1) Duration lease,
        @DefaultValue("20") @Min(0) @Max(1000) int laterAttempts,
        @DefaultValue("30s") @NotNull @DurationMin(seconds = 1) Duration laterDelay) {}
