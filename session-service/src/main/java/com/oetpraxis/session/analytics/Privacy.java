package com.oetpraxis.session.analytics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Groups below five people are not shown (BR-66); that nobody is in a group may be known. Where one
 * part of a whole is left out, a second one is too, or it could be told by subtraction.
 */
final class Privacy {

    static final int FEWEST = 5;

    private Privacy() {}

    /** Whether figures of a group of so many people may be shown. */
    static boolean isShown(long people) {
        return people == 0 || people >= FEWEST;
    }

    /** A count of people; null where it may not be shown. */
    static @Nullable Long count(long people) {
        return isShown(people) ? (Long) people : null;
    }

    /** A figure of a group; null where the group may not be shown. */
    static <T> @Nullable T of(long people, @Nullable T figure) {
        return isShown(people) ? figure : null;
    }

    /**
     * The parts of a whole that is shown, by name.
     *
     * @return a null for each part that may not be shown, and for the smallest other one where it
     *     would be the only one
     */
    static Map<String, @Nullable Long> parts(Map<String, Long> parts) {
        var hidden = new ArrayList<String>();
        parts.forEach((name, people) -> {
            if (!isShown(people)) {
                hidden.add(name);
            }
        });
        if (hidden.size() == 1) {
            smallestOther(parts, hidden).ifPresent(hidden::add);
        }
        var shown = new LinkedHashMap<String, @Nullable Long>();
        parts.forEach((name, people) -> shown.put(name, hidden.contains(name) ? null : people));
        return shown;
    }

    private static java.util.Optional<String> smallestOther(
            Map<String, Long> parts, List<String> hidden) {
        return parts.entrySet().stream()
                .filter(part -> !hidden.contains(part.getKey()) && part.getValue() > 0)
                .min(
                        Comparator.comparing((Map.Entry<String, Long> part) -> part.getValue())
                                .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey);
    }
}
