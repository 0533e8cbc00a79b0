package com.oetpraxis.billing;

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
    @ConfigurationPropertiesScan("com.oetpraxis.billing")
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
                        .containsExactlyInAnyOrder(
                                "EntitlementProperties[upgradeUrl=/v1/subscriptions/plans,"
                                        + " orphanAfter=PT15M]",
                                "SubscriptionProperties[granted=[]]",
                                "BillingTopicProperties[partitions=1]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "entitlement.upgrade-url=",
                "entitlement.orphan-after=5s",
                "entitlement.orphan-after=soon",
                "billing.topic.partitions=0",
                "subscription.granted[0].plan-code=plan-monthly"
            })
    void stopTheStartWhenTheyAreBad(String property) {
        runner.withPropertyValues(property).run(context -> assertThat(context).hasFailed());
    }
}
