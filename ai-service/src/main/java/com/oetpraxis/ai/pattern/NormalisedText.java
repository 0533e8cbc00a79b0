package com.oetpraxis.ai.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The words of a text as patterns see them: lower-case, apostrophes deleted (don't becomes dont),
 * hyphens and all other punctuation turned into spaces, American spelling made British, and
 * "what's", "how's" and the like written out as two words.
 */
public final class NormalisedText {

    private static final Map<String, String> SHORT_FORMS =
            Map.of(
                    "whats", "what", "hows", "how", "wheres", "where", "whos", "who", "whens",
                    "when", "whys", "why");

    private final List<Token> tokens;
    private final String[] words;
    private final long beginnings;

    private NormalisedText(List<Token> tokens) {
        this.tokens = List.copyOf(tokens);
        this.words = tokens.stream().map(Token::word).toArray(String[]::new);
        long seen = 0;
        for (var word : words) {
            seen |= beginning(word);
        }
        this.beginnings = seen;
    }

    /**
     * One bit for how a word begins, shared by few other beginnings; none for a word of one letter.
     */
    static long beginning(String word) {
        return word.length() < 2 ? 0 : 1L << ((word.charAt(0) * 31 + word.charAt(1)) & 63);
    }

    /** Whether words with all these beginnings can be in it; a quick no where they cannot. */
    boolean mayHold(long wanted) {
        return (beginnings & wanted) == wanted;
    }

    public static NormalisedText of(String text) {
        return of(text, 0, text.length());
    }

    /**
     * The words between two positions of a text; the tokens keep their places in the whole text.
     */
    public static NormalisedText of(String text, int from, int to) {
        var tokens = new ArrayList<Token>();
        var word = new StringBuilder();
        int start = -1;
        int end = -1;
        for (int at = from; at < to; ) {
            int letter = text.codePointAt(at);
            int next = at + Character.charCount(letter);
            if (Character.isLetterOrDigit(letter) || isMark(letter)) {
                if (word.isEmpty()) {
                    start = at;
                }
                word.appendCodePoint(letter);
                end = next;
            } else if (!isApostrophe(letter) && !word.isEmpty()) {
                add(tokens, word, start, end);
            }
            at = next;
        }
        if (!word.isEmpty()) {
            add(tokens, word, start, end);
        }
        return new NormalisedText(tokens);
    }

    private static void add(List<Token> tokens, StringBuilder letters, int start, int end) {
        var word = letters.toString().toLowerCase(Locale.ROOT);
        letters.setLength(0);
        var longForm = SHORT_FORMS.get(word);
        if (longForm == null) {
            tokens.add(new Token(BritishSpelling.of(word), start, end));
        } else {
            tokens.add(new Token(longForm, start, end));
            tokens.add(new Token("is", start, end));
        }
    }

    private static boolean isApostrophe(int letter) {
        return letter == '\''
                || letter == '\u2019'
                || letter == '\u2018'
                || letter == '\u02bc'
                || letter == '`'
                || letter == '\u00b4';
    }

    private static boolean isMark(int letter) {
        int type = Character.getType(letter);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    public List<Token> tokens() {
        return tokens;
    }

    public int size() {
        return words.length;
    }

    public boolean isEmpty() {
        return words.length == 0;
    }

    public String word(int index) {
        return words[index];
    }

    /** A part of these words, by index, the end exclusive. */
    public NormalisedText slice(int from, int to) {
        return new NormalisedText(tokens.subList(from, to));
    }

    /**
     * These words and then those of another text; the tokens keep the places of their own texts.
     */
    public NormalisedText followedBy(NormalisedText other) {
        var all = new ArrayList<Token>(size() + other.size());
        all.addAll(tokens);
        all.addAll(other.tokens);
        return new NormalisedText(all);
    }

    @Override
    public String toString() {
        return String.join(" ", words);
    }
}
