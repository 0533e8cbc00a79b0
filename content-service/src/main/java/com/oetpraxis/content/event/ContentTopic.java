package com.oetpraxis.content.event;

import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;

/** The topic {@code praxis.content} and its dead letters. */
@Configuration(proxyBeanMethods = false)
public class ContentTopic {

    public static final String NAME = "praxis.content";

    @Bean
    NewTopic contentEvents(ContentTopicProperties properties) {
        return TopicBuilder.name(NAME).partitions(properties.partitions()).build();
    }

    @Bean
    NewTopic contentDeadLetters(ContentTopicProperties properties) {
        return TopicBuilder.name(NAME + ".dlt").partitions(properties.partitions()).build();
    }
}
