package com.oetpraxis.content.scenario;

import com.oetpraxis.shared.web.CommonProblem;
import com.oetpraxis.shared.web.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which published scenarios are asked for; null means any.
 *
 * @param search words or the beginning of one, at most 100 characters
 */
record ScenarioFilter(
        @Nullable String profession,
        @Nullable String difficulty,
        @Nullable String category,
        @Nullable String search) {

    static final List<String> DIFFICULTIES = List.of("beginner", "intermediate", "advanced");
    static final List<String> CATEGORIES =
            List.of("general", "emergency", "chronic", "preventive", "surgical", "musculoskeletal");

    private static final int MAX_SEARCH = 100;

    /**
     * Reads query parameters; blank ones count as absent.
     *
     * @throws ProblemException naming the parameter that is none of its values
     */
    static ScenarioFilter of(
            @Nullable String profession,
            @Nullable String difficulty,
            @Nullable String category,
            @Nullable String search) {
        var words = blankToNull(search);
        if (words != null && words.length() > MAX_SEARCH) {
            throw invalid("search", "must have at most " + MAX_SEARCH + " characters");
        }
        if (words != null && words.indexOf('\0') >= 0) {
            throw invalid("search", "must be text");
        }
        return new ScenarioFilter(
                profession,
                oneOf("difficulty", difficulty, DIFFICULTIES),
                oneOf("category", category, CATEGORIES),
                words);
    }

    private static @Nullable String oneOf(
            String name, @Nullable String value, List<String> allowed) {
        var given = blankToNull(value);
        if (given != null && !allowed.contains(given)) {
            throw invalid(name, "must be one of " + String.join(", ", allowed));
        }
        return given;
    }

    static @Nullable String blankToNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    static ProblemException invalid(String name, String message) {
        return ProblemException.field(CommonProblem.VALIDATION_FAILED, name, message);
    }
}
