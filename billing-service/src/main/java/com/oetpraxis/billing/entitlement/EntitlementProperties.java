package com.oetpraxis.billing.entitlement;

import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param upgradeUrl where a learner without allowance finds what to buy; absolute or on our host
 * @param orphanAfter age from which a hold is asked about at session-service, and how often again
 */
@Validated
@ConfigurationProperties("entitlement")
record EntitlementProperties(
        @DefaultValue("/v1/subscriptions/plans") @NotBlank String upgradeUrl,
        @DefaultValue("15m") @DurationMin(minutes = 1) Duration orphanAfter) {}
