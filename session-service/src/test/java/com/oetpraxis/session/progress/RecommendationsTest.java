package com.oetpraxis.session.progress;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.session.library.PublishedScenario;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecommendationsTest {

    private static final Instant NOW = Instant.parse("2026-11-18T12:00:00Z");

    private final PublishedScenario easy = scenario("Easy", "beginner", "free");
    private final PublishedScenario middle = scenario("Middle", "intermediate", "free");
    private final PublishedScenario hard = scenario("Hard", "advanced", "paid");

    @Test
    void beginWithABeginnersScenario() {
        var found = Recommendations.of(List.of(), List.of(middle, easy), false, NOW);

        assertThat(found.recommendations().getFirst().title()).isEqualTo("Easy");
        assertThat(found.recommendations().getFirst().description())
                .contains("not played it yet", "level to begin with");
        assertThat(found.focusAreas()).isEmpty();
    }

    @Test
    void leaveOutWhatThePlanDoesNotHold() {
        var all = List.of(easy, middle, hard);

        assertThat(Recommendations.of(List.of(), all, false, NOW).recommendations()).hasSize(2);
        assertThat(Recommendations.of(List.of(), all, true, NOW).recommendations()).hasSize(3);
    }

    @Test
    void suitTheLevelAndTheWeakestSkill() {
        var sessions = List.of(played(easy, 20, 72), played(easy, 2, 74));

        var found = Recommendations.of(sessions, List.of(easy, middle, hard), true, NOW);

        var first = found.recommendations().getFirst();
        assertThat(first.title()).isEqualTo("Middle");
        assertThat(first.type()).isEqualTo("scenario");
        assertThat(first.reasons())
                .containsExactly(
                        "It gives room to work on empathy, your weakest skill at the moment (40 of"
                                + " 100).",
                        "Its level, intermediate, suits your average of 73.",
                        "You have not played it yet.");
        assertThat(first.relevanceScore()).isEqualTo(0.84);
        assertThat(found.focusAreas().getFirst().skill()).isEqualTo("empathy");
        assertThat(found.focusAreas().getFirst().currentLevel()).isEqualTo(40);
        assertThat(found.focusAreas().getFirst().suggestedScenarios().getFirst())
                .isEqualTo(middle.id());
    }

    @Test
    void comeBackToWhatWasPlayedLongAgo() {
        var lately = Recommendations.of(List.of(played(easy, 1, 50)), List.of(easy), true, NOW);
        var longAgo = Recommendations.of(List.of(played(easy, 90, 50)), List.of(easy), true, NOW);

        assertThat(longAgo.recommendations().getFirst().relevanceScore())
                .isGreaterThan(lately.recommendations().getFirst().relevanceScore());
        assertThat(longAgo.recommendations().getFirst().description()).contains("90 days ago");
    }

    @Test
    void fillADigestOfTheLastWholeWeek() {
        var sessions = List.of(played(easy, 20, 50), played(easy, 8, 60), played(easy, 0, 99));

        var digest =
                Digest.of(
                        sessions, Recommendations.of(sessions, List.of(middle), true, NOW), 3, NOW);

        assertThat(digest.week()).isEqualTo("2026-W46");
        assertThat(digest.sessionsCompleted()).isEqualTo(1);
        assertThat(digest.averageScore()).isEqualTo(60);
        assertThat(digest.change()).isEqualTo(20);
        assertThat(digest.drillsDue()).isEqualTo(3);
        assertThat(digest.message())
                .isEqualTo(
                        "One session last week, with an average of 60, up 20% on the weeks before.");
        assertThat(digest.nextScenario()).isNotNull();
    }

    @Test
    void haveADigestForALearnerWhoDidNothing() {
        var none = new Recommendations(List.of(), List.of());

        var digest = Digest.of(List.of(), none, 0, NOW);

        assertThat(digest.sessionsCompleted()).isZero();
        assertThat(digest.averageScore()).isNull();
        assertThat(digest.nextScenario()).isNull();
        assertThat(digest.forecast().status()).isEqualTo("too_few_sessions");
    }

    private static PublishedScenario scenario(String title, String difficulty, String plan) {
        return new PublishedScenario(UUID.randomUUID(), title, difficulty, "general", 5, plan);
    }

    private static PractisedSession played(PublishedScenario scenario, int daysAgo, int score) {
        return new PractisedSession(
                UUID.randomUUID(),
                scenario.id(),
                NOW.minus(Duration.ofDays(daysAgo)),
                300,
                score,
                4.0 * score,
                Map.of("grammar", 80, "empathy", 40, "vocabulary", 60, "patientEducation", 50));
    }
}
