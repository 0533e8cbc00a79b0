package com.oetpraxis.session.progress;

import com.oetpraxis.session.library.PublishedScenario;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What to practise next (EP-27, GP-20). A scenario's relevance is 0.4 for the weakest skill, 0.35
 * for the level and 0.25 for what is new, each from 0 to 1:
 *
 * <ul>
 *   <li>skill: how far the weakest skill was from 100 when this scenario was last played, or on
 *       average where it was not;
 *   <li>level: 1 at the learner's own (beginner below an average of 60 over the last five sessions,
 *       advanced from 80), half a step away 0.5, else 0;
 *   <li>new: 1 for a scenario not played yet, else the days since over 60, at most 0.5.
 * </ul>
 *
 * @param focusAreas the three weakest skills over the last five sessions
 */
record Recommendations(List<Recommendation> recommendations, List<FocusArea> focusAreas) {

    private static final int RECENT = 5;
    private static final int MOST = 10;
    private static final int AREAS = 3;
    private static final int SUGGESTED = 3;
    private static final double HUNDRED = 100;
    private static final List<String> LEVELS = List.of("beginner", "intermediate", "advanced");

    private static final Map<String, String> SKILLS = new LinkedHashMap<>();

    static {
        SKILLS.put("pronunciation", "pronunciation and fluency");
        SKILLS.put("grammar", "language accuracy");
        SKILLS.put("vocabulary", "vocabulary");
        SKILLS.put("clinicalCommunication", "clinical communication");
        SKILLS.put("empathy", "empathy");
        SKILLS.put("patientEducation", "patient education");
    }

    Recommendations {
        recommendations = List.copyOf(recommendations);
        focusAreas = List.copyOf(focusAreas);
    }

    /**
     * @param id of the scenario
     * @param type always {@code scenario} (CX-57)
     * @param description why it is recommended, in sentences
     * @param relevanceScore 0 to 1
     * @param estimatedDuration minutes
     */
    record Recommendation(
            UUID id,
            String type,
            String title,
            String description,
            String difficulty,
            double relevanceScore,
            int estimatedDuration,
            List<String> reasons) {}

    /**
     * @param skill one of the six categories
     * @param currentLevel 0 to 100, the mean of the last five sessions
     * @param suggestedScenarios ids, the most relevant first
     */
    record FocusArea(String skill, int currentLevel, List<UUID> suggestedScenarios) {}

    private record Weakness(String skill, double level) {}

    /**
     * @param sessions completed ones, oldest first
     * @param paid whether the learner may play scenarios of the paid plans
     */
    static Recommendations of(
            List<PractisedSession> sessions,
            List<PublishedScenario> scenarios,
            boolean paid,
            Instant now) {
        var scored = sessions.stream().filter(s -> s.score() != null).toList();
        var recent = scored.subList(Math.max(0, scored.size() - RECENT), scored.size());
        var weaknesses = weaknesses(recent);
        var found =
                scenarios.stream()
                        .filter(s -> paid || s.requiredPlan().equals("free"))
                        .map(s -> recommendation(s, sessions, recent, weaknesses, now))
                        .sorted(
                                Comparator.comparingDouble(Recommendation::relevanceScore)
                                        .reversed()
                                        .thenComparing(Recommendation::title)
                                        .thenComparing(Recommendation::id))
                        .toList();
        var ids = found.stream().limit(SUGGESTED).map(Recommendation::id).toList();
        return new Recommendations(
                found.stream().limit(MOST).toList(),
                weaknesses.stream()
                        .limit(AREAS)
                        .map(w -> new FocusArea(w.skill(), (int) Math.round(w.level()), ids))
                        .toList());
    }

    /** Those that were judged, the weakest first. */
    private static List<Weakness> weaknesses(List<PractisedSession> recent) {
        var found = new ArrayList<Weakness>();
        for (var skill : SKILLS.keySet()) {
            recent.stream()
                    .map(s -> s.categories().get(skill))
                    .filter(Objects::nonNull)
                    .mapToInt(Integer::intValue)
                    .average()
                    .ifPresent(level -> found.add(new Weakness(skill, level)));
        }
        found.sort(Comparator.comparingDouble(Weakness::level));
        return found;
    }

    private static Recommendation recommendation(
            PublishedScenario scenario,
            List<PractisedSession> sessions,
            List<PractisedSession> recent,
            List<Weakness> weaknesses,
            Instant now) {
        var last =
                sessions.stream()
                        .filter(s -> s.scenarioId().equals(scenario.id()))
                        .reduce((first, second) -> second)
                        .orElse(null);
        var reasons = new ArrayList<String>();
        var skill = skill(last, weaknesses, reasons);
        var level = level(scenario, recent, reasons);
        var isNew = novelty(last, now, reasons);
        var relevance = Math.round(HUNDRED * (0.4 * skill + 0.35 * level + 0.25 * isNew)) / HUNDRED;
        return new Recommendation(
                scenario.id(),
                "scenario",
                scenario.title(),
                String.join(" ", reasons),
                scenario.difficulty(),
                relevance,
                scenario.minutes(),
                List.copyOf(reasons));
    }

    private static double skill(
            @Nullable PractisedSession last, List<Weakness> weaknesses, List<String> reasons) {
        if (weaknesses.isEmpty()) {
            return 0.5;
        }
        var weakest = weaknesses.getFirst();
        var then = last == null ? null : last.categories().get(weakest.skill());
        var level = then == null ? weakest.level() : then;
        reasons.add(
                "It gives room to work on %s, your weakest skill at the moment (%d of 100)."
                        .formatted(SKILLS.get(weakest.skill()), Math.round(weakest.level())));
        return 1 - level / HUNDRED;
    }

    private static double level(
            PublishedScenario scenario, List<PractisedSession> recent, List<String> reasons) {
        var average = Overview.averageScore(recent);
        var own = average == null || average < 60 ? 0 : average < 80 ? 1 : 2;
        var steps = Math.abs(LEVELS.indexOf(scenario.difficulty()) - own);
        if (steps == 0) {
            reasons.add(
                    average == null
                            ? "A good level to begin with."
                            : "Its level, %s, suits your average of %d."
                                    .formatted(scenario.difficulty(), average));
        }
        return Math.max(0, 1 - steps / 2.0);
    }

    private static double novelty(
            @Nullable PractisedSession last, Instant now, List<String> reasons) {
        if (last == null) {
            reasons.add("You have not played it yet.");
            return 1;
        }
        var days = Duration.between(last.endedAt(), now).toDays();
        reasons.add(
                days == 0
                        ? "You played it today; playing it again shows what has changed."
                        : "You played it %d days ago; playing it again shows what has changed."
                                .formatted(days));
        return Math.clamp(days / 60.0, 0, 0.5);
    }
}
