package com.oetpraxis.devstack.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Words that were heard wrongly: the fewest to be put in, left out or replaced. */
final class WordErrors {

    private WordErrors() {}

    /** Per 100 words that were said. */
    static double percent(List<Answer> answers) {
        int errors = 0;
        int words = 0;
        for (var answer : answers) {
            var said = words(answer.said());
            errors += distance(said, words(answer.heard()));
            words += said.size();
        }
        return 100.0 * errors / words;
    }

    private static List<String> words(String text) {
        return Arrays.stream(
                        text.toLowerCase(Locale.ROOT)
                                .replaceAll("[^a-z' ]", " ")
                                .strip()
                                .split(" +", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static int distance(List<String> said, List<String> heard) {
        var row = new int[heard.size() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= said.size(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int above = row[j];
                int same = said.get(i - 1).equals(heard.get(j - 1)) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j] + 1, row[j - 1] + 1), diagonal + same);
                diagonal = above;
            }
        }
        return row[heard.size()];
    }
}
