package com.oetpraxis.content.scenario;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A scenario as far as anybody but the patient may know it (TB-03). Of the persona it holds age and
 * gender; the rest, the presenting complaint and the hidden facts stay in the card of its version.
 *
 * @param code stable across machines, such as {@code nur-01-leg-ulcer}
 * @param profession the API code, such as {@code nurse}
 * @param difficulty {@code beginner}, {@code intermediate} or {@code advanced}
 * @param category one of the six clinical areas of catalogue 6.2
 * @param topic the card's own wording of its area
 * @param duration minutes
 * @param requiredPlan {@code free} or {@code paid}
 * @param version from 1; names the card
 */
public record Scenario(
        UUID id,
        String code,
        String title,
        String description,
        String profession,
        String difficulty,
        String category,
        String topic,
        int duration,
        String requiredPlan,
        List<String> learningObjectives,
        List<String> prerequisites,
        Instructions instructions,
        CandidateCard candidateCard,
        Persona persona,
        String status,
        int version,
        Ratings ratings,
        Instant createdAt) {

    /** Sentences to show before, during and after the role-play. */
    public record Instructions(
            List<String> preparation, List<String> during, List<String> completion) {}

    /**
     * What the learner reads before speaking.
     *
     * @param complaint why the two meet, as far as the learner knows
     * @param role the paragraph that tells who the learner is and whom they see
     */
    public record CandidateCard(
            String setting, String role, String complaint, List<String> tasks) {}

    /** All that is told of the persona. */
    public record Persona(int age, String gender) {}

    /**
     * @param sum of the stars of all ratings
     */
    public record Ratings(int sum, int count) {

        /** Mean stars with one decimal, null where nobody has rated. */
        public @Nullable Double average() {
            return count == 0 ? null : Math.round(10.0 * sum / count) / 10.0;
        }
    }

    boolean isPublished() {
        return status.equals("published");
    }
}
