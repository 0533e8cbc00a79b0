package com.oetpraxis.gateway.status;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param interval between two rounds of questions to the services
 * @param timeout for one answer; then the instance counts as down
 */
@ConfigurationProperties("gateway.status")
record StatusProperties(
        @DefaultValue("5s") Duration interval, @DefaultValue("2s") Duration timeout) {}
