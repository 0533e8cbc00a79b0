package com.oetpraxis.realtime.turntaking;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line of the patient, cut into the pieces in which it is sent. */
final class Line {

    private static final Pattern WORD = Pattern.compile("\\S+\\s*");
    private static final Pattern SENTENCE =
            Pattern.compile(".*?[.!?…]+[\"')\\]]*(\\s+|$)|.+$", Pattern.DOTALL);
    private static final int WORDS_A_PIECE = 3;

    private Line() {}

    /** Sentence by sentence, spaces kept, so that the pieces make up the text. */
    static List<String> sentences(String text) {
        return matches(SENTENCE, text);
    }

    /** A few words at a time, spaces kept. */
    static List<String> phrases(String text) {
        List<String> words = words(text);
        List<String> phrases = new ArrayList<>();
        for (int i = 0; i < words.size(); i += WORDS_A_PIECE) {
            phrases.add(
                    String.join("", words.subList(i, Math.min(words.size(), i + WORDS_A_PIECE))));
        }
        return List.copyOf(phrases);
    }

    static int wordsAPhrase() {
        return WORDS_A_PIECE;
    }

    static int wordCount(String text) {
        return words(text).size();
    }

    /** The first words of a text, without the space behind them. */
    static String firstWords(String text, int count) {
        List<String> words = words(text);
        return String.join("", words.subList(0, Math.min(count, words.size()))).stripTrailing();
    }

    private static List<String> words(String text) {
        return matches(WORD, text);
    }

    private static List<String> matches(Pattern pattern, String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            if (!matcher.group().isEmpty()) {
                found.add(matcher.group());
            }
        }
        return List.copyOf(found);
    }
}
