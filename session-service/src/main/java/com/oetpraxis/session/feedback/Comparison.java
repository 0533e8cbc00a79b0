package com.oetpraxis.session.feedback;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A report beside those of the learner's scored sessions before it, five at most.
 *
 * @param sessions oldest first; empty for a first one
 * @param averageScore of those sessions, 0 to 100; null without any
 * @param difference this session's score less that average; null without either
 * @param categories the same for each category; a null where it was not judged
 */
record Comparison(
        List<Earlier> sessions,
        @Nullable Integer averageScore,
        @Nullable Integer difference,
        Map<String, Difference> categories) {

    static final int SESSIONS = 5;

    Comparison {
        sessions = List.copyOf(sessions);
        categories = Collections.unmodifiableMap(new LinkedHashMap<>(categories));
    }

    /**
     * An earlier session.
     *
     * @param overallScore 0 to 100
     * @param estimate on the scale from 0 to 500; null below 50 words
     * @param date of its end
     */
    record Earlier(
            UUID sessionId,
            Instant date,
            String scenarioTitle,
            int overallScore,
            @Nullable Integer estimate,
            Categories categories) {}

    /**
     * @param average of the earlier sessions
     */
    record Difference(@Nullable Integer average, @Nullable Integer difference) {}

    /**
     * @param earlier oldest first
     */
    static Comparison of(
            List<Earlier> earlier, @Nullable Integer overallScore, Categories categories) {
        var average = average(earlier.stream().map(Earlier::overallScore).toList());
        var differences = new LinkedHashMap<String, Difference>();
        categories
                .byName()
                .forEach((name, value) -> {
                    var before =
                            average(
                                    earlier.stream()
                                            .map(e -> e.categories().byName().get(name))
                                            .filter(Objects::nonNull)
                                            .toList());
                    differences.put(name, new Difference(before, less(value, before)));
                });
        return new Comparison(earlier, average, less(overallScore, average), differences);
    }

    private static @Nullable Integer average(List<Integer> values) {
        return values.isEmpty()
                ? null
                : (Integer)
                        (int)
                                Math.round(
                                        values.stream()
                                                .mapToInt(Integer::intValue)
                                                .average()
                                                .orElseThrow());
    }

    private static @Nullable Integer less(@Nullable Integer value, @Nullable Integer average) {
        return value == null || average == null ? null : (Integer) (value - average);
    }
}
