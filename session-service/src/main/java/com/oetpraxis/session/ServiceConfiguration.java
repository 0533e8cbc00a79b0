package com.oetpraxis.session;

import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.cloud.openfeign.EnableFeignClients;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jdbc.core.dialect.JdbcDialect;
import org.springframework.data.jdbc.core.dialect.JdbcPostgresDialect;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.scheduling.annotation.EnableScheduling;

@Configuration(proxyBeanMethods = false)
@EnableFeignClients
@EnableScheduling
class ServiceConfiguration {

    private static final String TOPIC = "praxis.session";

    /** Named, so that an ahead-of-time build needs no database. */
    @Bean
    JdbcDialect jdbcDialect() {
        return JdbcPostgresDialect.INSTANCE;
    }

    @Bean
    NewTopic sessionEvents(TopicProperties topics) {
        return TopicBuilder.name(TOPIC).partitions(topics.partitions()).build();
    }

    @Bean
    NewTopic sessionDeadLetters(TopicProperties topics) {
        return TopicBuilder.name(TOPIC + ".dlt").partitions(topics.partitions()).build();
    }
}
