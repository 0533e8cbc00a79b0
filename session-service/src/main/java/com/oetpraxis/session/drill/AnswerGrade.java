package com.oetpraxis.session.drill;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Grades a written answer where the learner does not: by the words it shares with the better
 * wording (F1 over word counts). It cannot know whether another good wording is as good, so it
 * never goes below 2 for one that is new, and the learner's own grade counts instead where there is
 * one.
 */
final class AnswerGrade {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}']+");

    private AnswerGrade() {}

    /**
     * @param quote the words to be said better
     * @param example a better wording; null where there is none
     */
    static int of(String answer, String quote, @Nullable String example) {
        var given = words(answer);
        if (given.isEmpty()) {
            return 0;
        }
        if (given.equals(words(quote))) {
            return 1;
        }
        if (example == null) {
            return 3;
        }
        var shared = shared(given, words(example));
        if (shared >= 0.8) {
            return 5;
        }
        if (shared >= 0.6) {
            return 4;
        }
        return shared >= 0.35 ? 3 : 2;
    }

    private static double shared(Map<String, Integer> one, Map<String, Integer> other) {
        var common = 0;
        for (var entry : one.entrySet()) {
            common += Math.min(entry.getValue(), other.getOrDefault(entry.getKey(), 0));
        }
        var all = size(one) + size(other);
        return all == 0 ? 0 : 2.0 * common / all;
    }

    private static int size(Map<String, Integer> words) {
        return words.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static Map<String, Integer> words(String text) {
        var counts = new HashMap<String, Integer>();
        WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .forEach(word -> counts.merge(word.group(), 1, Integer::sum));
        return counts;
    }
}
