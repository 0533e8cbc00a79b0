package com.oetpraxis.session.practice;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param idleTimeout a session without a connection or a word for this long is closed (design §4)
 * @param resumeGrace what of a silent gap before a new connection still runs on the clock; the rest
 *     of it was a lost connection and is no practice time (BR-41)
 * @param expiryInterval between two runs of the job that closes idle sessions (JB-15)
 */
@Validated
@ConfigurationProperties("praxis.practice")
record PracticeProperties(
        @DefaultValue("15m") @NotNull @DurationMin(minutes = 1) Duration idleTimeout,
        @DefaultValue("60s") @NotNull @DurationMin(seconds = 0) Duration resumeGrace,
        @DefaultValue("1m") @NotNull @DurationMin(seconds = 1) Duration expiryInterval) {}
