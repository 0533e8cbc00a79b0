package com.oetpraxis.session.feedback;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Links to reports.
 *
 * @param url where people reach the gateway
 * @param days how long a link lives unless its maker says otherwise
 * @param mostDays how long it can live
 */
@Validated
@ConfigurationProperties("praxis.share")
record ShareProperties(
        @DefaultValue("http://localhost:8000") @NotNull URI url,
        @DefaultValue("7") @Min(1) @Max(365) int days,
        @DefaultValue("30") @Min(1) @Max(365) int mostDays) {}
