package com.oetpraxis.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.session.transcript.AssessmentThresholds;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;

class SettingsTest {

    private final ApplicationContextRunner context =
            new ApplicationContextRunner()
                    .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
                    .withUserConfiguration(Settings.class);

    @ConfigurationPropertiesScan
    static class Settings {}

    @Test
    void haveTheFiguresOfTheCatalogue() {
        context.run(c -> {
            assertThat(c.getBean(AssessmentThresholds.class))
                    .isEqualTo(new AssessmentThresholds(50, Duration.ofMinutes(2), 3));
            var practice = bean(c, "praxis.practice");
            assertThat(practice)
                    .hasToString(
                            "PracticeProperties[idleTimeout=PT15M, resumeGrace=PT1M,"
                                    + " expiryInterval=PT1M]");
            assertThat(bean(c, "praxis.feedback"))
                    .hasToString(
                            "FeedbackProperties[workers=4, poll=PT1S, attempts=3, firstDelay=PT1S,"
                                    + " lease=PT15S, laterAttempts=20, laterDelay=PT30S]");
            assertThat(bean(c, "praxis.share"))
                    .hasToString("ShareProperties[url=http://localhost:8000, days=7, mostDays=30]");
            assertThat(c.getBean(TopicProperties.class).partitions()).isEqualTo(1);
        });
    }

    @Test
    void stopTheStartWhereTheyMakeNoSense() {
        failsWith("praxis.practice.idle-timeout=0s");
        failsWith("praxis.feedback.attempts=0");
        failsWith("praxis.assessment.minimum-words=0");
        failsWith("praxis.share.days=0");
        failsWith("praxis.topic.partitions=0");
        failsWith("praxis.public-ws-url=http://localhost");
    }

    private void failsWith(String property) {
        context.withPropertyValues(property).run(c -> assertThat(c).as(property).hasFailed());
    }

    private static Object bean(
            org.springframework.context.ApplicationContext context, String prefix) {
        for (var name : context.getBeanDefinitionNames()) {
            if (name.startsWith(prefix + "-")) {
                return context.getBean(name);
            }
        }
        throw new AssertionError("no settings " + prefix);
    }
}
