package com.oetpraxis.user;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param partitions of {@code praxis.user}
 */
@ConfigurationProperties("praxis.topic")
record TopicProperties(@DefaultValue("1") int partitions) {}
