package com.oetpraxis.gateway.limit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Calls per window (catalogue 4.4, CX-01).
 *
 * @param scale multiplies every window
 * @param burst of a signed-in caller in a second
 * @param ceiling of any signed-in caller in a minute
 * @param free of a learner without a plan in a minute
 * @param paid of a learner with one in a minute
 * @param staff of any other role in a minute
 * @param hourly of a learner
 * @param staffHourly of any other role
 * @param anonymousBurst of an address in ten seconds
 * @param anonymousHourly of an address
 * @param streamsHourly streams opened from one address, whose learners the gateway cannot tell
 * @param webhooks of one provider in a second
 * @param lotLife how long a leased lot may be used
 */
@ConfigurationProperties("gateway.rate-limit")
record LimitProperties(
        @DefaultValue("1") int scale,
        @DefaultValue("10") int burst,
        @DefaultValue("1000") int ceiling,
        @DefaultValue("60") int free,
        @DefaultValue("300") int paid,
        @DefaultValue("600") int staff,
        @DefaultValue("1000") int hourly,
        @DefaultValue("2000") int staffHourly,
        @DefaultValue("20") int anonymousBurst,
        @DefaultValue("60") int anonymousHourly,
        @DefaultValue("1000") int streamsHourly,
        @DefaultValue("50") int webhooks,
        @DefaultValue("1s") Duration lotLife) {

    LimitProperties {
        if (scale < 1) {
            throw new IllegalArgumentException("gateway.rate-limit.scale must be at least 1");
        }
    }
}
