package com.oetpraxis.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Configuration;

class PropertiesTest {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
                    .withUserConfiguration(Scanned.class);

    @Configuration(proxyBeanMethods = false)
    @ConfigurationPropertiesScan("com.oetpraxis.content")
    static class Scanned {}

    @Test
    void haveTheirDefaults() {
        runner.run(context ->
                assertThat(
                                context
                                        .getBeansWithAnnotation(
                                                org.springframework.boot.context.properties
                                                        .ConfigurationProperties.class)
                                        .values()
                                        .stream()
                                        .map(Object::toString))
                        .containsExactly("ContentTopicProperties[partitions=1]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"content.topic.partitions=0", "content.topic.partitions=many"})
    void stopTheStartWhenTheyAreBad(String property) {
        runner.withPropertyValues(property).run(context -> assertThat(context).hasFailed());
    }
}
