package com.oetpraxis.ai.language;

import java.util.ArrayList;
import java.util.List;

/**
 * A word as it stands in a turn, without the punctuation round it.
 *
 * @param start first character in the turn, in UTF-16 units
 * @param end one past the last character
 * @param after the first punctuation mark between this word and the next, or a space
 */
record RawWord(String surface, int start, int end, char after) {

    private static final String MARKS = ".?!;:,\u2026\u2014\u2013";

    static List<RawWord> of(String text) {
        var words = new ArrayList<RawWord>();
        int at = 0;
        while (at < text.length()) {
            int from = at;
            while (at < text.length() && !parts(text, at)) {
                at++;
            }
            int start = from;
            int end = at;
            while (start < end && !isWordCharacter(text.charAt(start))) {
                start++;
            }
            while (end > start && !isWordCharacter(text.charAt(end - 1))) {
                end--;
            }
            if (start < end) {
                words.add(
                        new RawWord(text.substring(start, end), start, end, markAfter(text, end)));
            }
            at++;
        }
        return words;
    }

    /** Whether a sentence ends after this word. */
    boolean endsSentence() {
        return after == '.' || after == '?' || after == '!' || after == ';' || after == '\u2026';
    }

    private static boolean parts(String text, int at) {
        char c = text.charAt(at);
        return Character.isWhitespace(c)
                || c == '\u2014'
                || c == '\u2013'
                || c == '\u2026'
                || c == '/'
                || (c == '.' && at + 1 < text.length() && text.charAt(at + 1) == '.');
    }

    private static boolean isWordCharacter(char c) {
        return Character.isLetterOrDigit(c)
                || Character.isSurrogate(c)
                || Character.getType(c) == Character.NON_SPACING_MARK;
    }

    private static char markAfter(String text, int from) {
        char first = ' ';
        for (int at = from; at < text.length() && !isWordCharacter(text.charAt(at)); at++) {
            char c = text.charAt(at);
            if (MARKS.indexOf(c) >= 0) {
                if (".?!;\u2026".indexOf(c) >= 0) {
                    return c;
                }
                if (first == ' ') {
                    first = c;
                }
            }
        }
        return first;
    }
}
