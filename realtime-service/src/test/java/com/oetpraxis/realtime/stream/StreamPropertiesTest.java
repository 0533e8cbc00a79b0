package com.oetpraxis.realtime.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class StreamPropertiesTest {

    @Configuration
    @EnableConfigurationProperties(StreamProperties.class)
    static class Settings {}

    private final ApplicationContextRunner context =
            new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @Test
    void hasTheCataloguesFigures() {
        context.run(started -> {
            var properties = started.getBean(StreamProperties.class);
            assertThat(properties.heartbeat()).isEqualTo(Duration.ofSeconds(90));
            assertThat(properties.ping()).isEqualTo(Duration.ofSeconds(30));
            assertThat(properties.publicUrl()).isEqualTo("http://localhost:8000");
            assertThat(properties.origins()).contains("https://oetpraxis.com");
        });
    }

    @Test
    void doesNotStartWithABadValue() {
        context.withPropertyValues("practice-stream.heartbeat=soon")
                .run(failed -> assertThat(failed).hasFailed());
    }
}
