package com.oetpraxis.ai.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ScoringPropertiesTest {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @EnableConfigurationProperties(ScoringProperties.class)
    static class Settings {}

    @Test
    void loadsTheGrammarHalfAMinuteAfterTheStart() {
        runner.run(context ->
                assertThat(context.getBean(ScoringProperties.class).loadGrammarAfter())
                        .isEqualTo(Duration.ofSeconds(30)));
    }

    @Test
    void stopsTheStartWhereTheTimeIsNone() {
        runner.withPropertyValues("scoring.load-grammar-after=soon")
                .run(context -> assertThat(context).hasFailed());
    }
}
