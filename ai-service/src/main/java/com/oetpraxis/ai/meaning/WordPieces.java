package com.oetpraxis.ai.meaning;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Splits a sentence into the word pieces of an uncased BERT vocabulary. */
final class WordPieces {

    private static final int LONGEST_WORD = 100;

    private final Map<String, Integer> vocabulary;
    private final int unknown;
    private final int first;
    private final int last;

    /**
     * @param vocabulary piece to number; a piece that goes on a word begins with {@code ##}
     */
    WordPieces(Map<String, Integer> vocabulary) {
        this.vocabulary = Map.copyOf(vocabulary);
        this.unknown = number("[UNK]");
        this.first = number("[CLS]");
        this.last = number("[SEP]");
    }

    private int number(String piece) {
        var number = vocabulary.get(piece);
        if (number == null) {
            throw new IllegalArgumentException("No " + piece + " in the vocabulary");
        }
        return number;
    }

    /**
     * The numbers of a sentence's pieces, the marks of its beginning and end included.
     *
     * @param most how many there may be; a longer sentence loses its end
     */
    long[] of(String sentence, int most) {
        var pieces = new ArrayList<Integer>();
        pieces.add(first);
        for (var word : words(sentence)) {
            add(word, pieces);
        }
        int kept = Math.min(pieces.size(), most - 1);
        var numbers = new long[kept + 1];
        for (int i = 0; i < kept; i++) {
            numbers[i] = pieces.get(i);
        }
        numbers[kept] = last;
        return numbers;
    }

    /** Words and single marks, lower-case and without accents. */
    private static List<String> words(String sentence) {
        var plain =
                Normalizer.normalize(sentence, Normalizer.Form.NFD)
                        .replaceAll("\\p{Mn}", "")
                        .toLowerCase(Locale.ROOT)
                        .replace('\u2019', '\'');
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                word.append(c);
                continue;
            }
            if (!word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
            if (!Character.isWhitespace(c) && !Character.isISOControl(c)) {
                words.add(String.valueOf(c));
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }

    private void add(String word, List<Integer> pieces) {
        if (word.length() > LONGEST_WORD) {
            pieces.add(unknown);
            return;
        }
        var found = new ArrayList<Integer>();
        for (int from = 0; from < word.length(); ) {
            int to = word.length();
            Integer piece = null;
            while (to > from && piece == null) {
                piece = vocabulary.get((from > 0 ? "##" : "") + word.substring(from, to));
                if (piece == null) {
                    to--;
                }
            }
            if (piece == null) {
                pieces.add(unknown);
                return;
            }
            found.add(piece);
            from = to;
        }
        pieces.addAll(found);
    }
}
