package com.oetpraxis.ai.live;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How many words were heard wrongly: the fewest that have to be put in, left out or replaced. Case,
 * punctuation and the hyphen of "to-day" are no errors; a contraction is another word.
 */
record WordErrors(int errors, int words) {

    static final WordErrors NONE = new WordErrors(0, 0);

    static WordErrors between(String said, String heard) {
        var reference = words(said);
        var hypothesis = words(heard);
        var row = new int[hypothesis.size() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= reference.size(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int above = row[j];
                boolean same = reference.get(i - 1).equals(hypothesis.get(j - 1));
                row[j] = Math.min(Math.min(above, row[j - 1]) + 1, diagonal + (same ? 0 : 1));
                diagonal = above;
            }
        }
        return new WordErrors(row[hypothesis.size()], reference.size());
    }

    static List<String> words(String text) {
        var plain = text.toLowerCase(Locale.ROOT).replace("to-day", "today").replace('’', '\'');
        return Arrays.stream(plain.split("[^a-z0-9']+", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    WordErrors plus(WordErrors other) {
        return new WordErrors(errors + other.errors, words + other.words);
    }

    double percent() {
        return 100.0 * errors / words;
    }
}
