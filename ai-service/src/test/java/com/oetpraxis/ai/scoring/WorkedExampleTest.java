package com.oetpraxis.ai.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The example that shows teachers how a score is made is what the scorer computes. */
class WorkedExampleTest {

    @Test
    void theExampleIsTheScorersOwn() throws IOException {
        var page = Files.readString(Path.of("../docs/scoring/example.md"));
        var assessment = Talks.score(Talks.golden("g5-cough-good"));
        var report = assessment.report();

        assertThat(assessment.sheet().lines()).allSatisfy(line -> assertThat(page).contains(line));
        report.criteria().values().forEach(mark -> assertThat(page).contains("**" + mark + "**"));
        report.categories()
                .forEach((category, score) ->
                        assertThat(page)
                                .containsPattern(
                                        "\\| "
                                                + category.code()
                                                + " \\| .* \\| "
                                                + score
                                                + " \\|"));
        var estimate = Objects.requireNonNull(report.estimate());
        assertThat(page)
                .contains("**" + report.overall() + "**")
                .contains("**" + estimate.value() + "**")
                .contains("**" + estimate.low() + " to " + estimate.high() + "**");
    }
}
