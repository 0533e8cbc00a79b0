package com.oetpraxis.billing.event;

import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;

/** The topic {@code praxis.billing} and its dead letters. */
@Configuration(proxyBeanMethods = false)
public class BillingTopic {

    public static final String NAME = "praxis.billing";

    @Bean
    NewTopic billingEvents(BillingTopicProperties properties) {
        return TopicBuilder.name(NAME).partitions(properties.partitions()).build();
    }

    @Bean
    NewTopic billingDeadLetters(BillingTopicProperties properties) {
        return TopicBuilder.name(NAME + ".dlt").partitions(properties.partitions()).build();
    }
}
