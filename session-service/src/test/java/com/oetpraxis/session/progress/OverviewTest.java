package com.oetpraxis.session.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OverviewTest {

    private static final Instant NOW = Instant.parse("2025-09-05T12:00:00Z");
    private static final UUID SCENARIO = UUID.randomUUID();

    @Test
    void isEmptyForANewLearner() {
        var overview = Overview.of(List.of(), true, NOW);

        assertThat(overview.overallStats()).isEqualTo(new Overview.OverallStats(0, 0, null, 0));
        assertThat(overview.recentProgress().lastSession()).isNull();
        assertThat(overview.skillLevels()).isEqualTo(new Overview.SkillLevels(null, null, null));
    }

    @Test
    void averagesOnlyWhatWasScored() {
        var overview =
                Overview.of(
                        List.of(
                                session("2025-08-20T10:00:00Z", 300, 70),
                                session("2025-09-01T10:00:00Z", 90, null),
                                session("2025-09-03T10:00:00Z", 330, 81)),
                        true,
                        NOW);

        assertThat(overview.overallStats()).isEqualTo(new Overview.OverallStats(3, 12, 76, 1));
        assertThat(overview.recentProgress().weeklyStats())
                .isEqualTo(new Overview.WeeklyStats(2, 7, 81));
        assertThat(overview.chartData()).isNotNull();
        assertThat(overview.chartData().scoreProgress()).hasSize(2);
        assertThat(overview.chartData().practiceFrequency())
                .containsExactly(
                        new Overview.WeekOfPractice("2025-W34", 1, 5),
                        new Overview.WeekOfPractice("2025-W36", 2, 7));
    }

    @Test
    void mapsCategoriesToSkills() {
        var overview = Overview.of(List.of(session("2025-09-03T10:00:00Z", 60, 70)), true, NOW);

        assertThat(overview.skillLevels()).isEqualTo(new Overview.SkillLevels(75, 60, 55));
    }

    @Test
    void showsNoChartsToFreeLearners() {
        var overview = Overview.of(List.of(session("2025-09-03T10:00:00Z", 60, 70)), false, NOW);

        assertThat(overview.chartData()).isNull();
        assertThat(overview.chartsPlan()).isEqualTo("paid");
    }

    private static PractisedSession session(String ended, int seconds, @Nullable Integer score) {
        return new PractisedSession(
                UUID.randomUUID(),
                SCENARIO,
                Instant.parse(ended),
                seconds,
                score,
                score == null ? null : (Double) (4.0 * score),
                score == null
                        ? Map.of()
                        : Map.of(
                                "grammar", 80,
                                "vocabulary", 70,
                                "clinicalCommunication", 60,
                                "empathy", 50,
                                "patientEducation", 60));
    }
}
