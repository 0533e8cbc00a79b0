package com.oetpraxis.content.event;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param partitions of the topic when it is made; an existing topic keeps its own
 */
@Validated
@ConfigurationProperties("content.topic")
record ContentTopicProperties(@DefaultValue("1") @Min(1) @Max(64) int partitions) {}
