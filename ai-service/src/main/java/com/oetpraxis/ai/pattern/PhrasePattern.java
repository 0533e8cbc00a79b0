package com.oetpraxis.ai.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One pattern: {@code " + "} separates terms that must all occur, in any order and met by different
 * words; {@code /} separates the alternatives of a term, each a word or a phrase; a trailing {@code
 * *} makes a word a prefix; a term that starts with {@code !} must not occur.
 *
 * <p>A term may be negative as a whole ({@code !questions/answers}); only positive terms count
 * towards {@link PatternMatch#terms()}.
 */
public final class PhrasePattern {

    private final String source;
    private final Phrase[][] required;
    private final Phrase[] forbidden;

    private PhrasePattern(String source, Phrase[][] required, Phrase[] forbidden) {
        this.source = source;
        this.required = required;
        this.forbidden = forbidden;
    }

    /**
     * Reads a pattern; its words are normalised as speech is.
     *
     * @throws IllegalArgumentException if a term or an alternative has no word, or no term is
     *     positive
     */
    public static PhrasePattern parse(String source) {
        var required = new ArrayList<Phrase[]>();
        var forbidden = new ArrayList<Phrase>();
        for (var term : source.split("(?<=\\s)\\+(?=\\s)", -1)) {
            var trimmed = term.strip();
            if (trimmed.startsWith("!")) {
                forbidden.addAll(List.of(alternatives(source, trimmed.substring(1))));
            } else {
                required.add(alternatives(source, trimmed));
            }
        }
        if (required.isEmpty()) {
            throw new IllegalArgumentException("Pattern asks for no word: \"" + source + "\"");
        }
        return new PhrasePattern(
                source, required.toArray(Phrase[][]::new), forbidden.toArray(Phrase[]::new));
    }

    private static Phrase[] alternatives(String source, String term) {
        var parts = term.split("/", -1);
        var phrases = new Phrase[parts.length];
        for (int i = 0; i < parts.length; i++) {
            phrases[i] = Phrase.parse(parts[i]);
            if (phrases[i].length() == 0) {
                throw new IllegalArgumentException(
                        "Pattern has an empty alternative: \"" + source + "\"");
            }
        }
        return phrases;
    }

    public String source() {
        return source;
    }

    /** Number of terms that must occur. */
    public int terms() {
        return required.length;
    }

    public boolean matches(NormalisedText text) {
        return find(text).isPresent();
    }

    /** The first way to meet all terms with different words, if there is one. */
    public Optional<PatternMatch> find(NormalisedText text) {
        for (var phrase : forbidden) {
            if (phrase.next(text, 0) >= 0) {
                return Optional.empty();
            }
        }
        for (var term : required) {
            if (!occurs(term, text)) {
                return Optional.empty();
            }
        }
        var taken = new boolean[text.size()];
        return assign(0, text, taken) ? Optional.of(matchOf(taken)) : Optional.empty();
    }

    private static boolean occurs(Phrase[] term, NormalisedText text) {
        for (var phrase : term) {
            if (phrase.next(text, 0) >= 0) {
                return true;
            }
        }
        return false;
    }

    private boolean assign(int term, NormalisedText text, boolean[] taken) {
        if (term == required.length) {
            return true;
        }
        for (var phrase : required[term]) {
            for (int at = phrase.next(text, 0); at >= 0; at = phrase.next(text, at + 1)) {
                if (isFree(taken, at, phrase.length())) {
                    mark(taken, at, phrase.length(), true);
                    if (assign(term + 1, text, taken)) {
                        return true;
                    }
                    mark(taken, at, phrase.length(), false);
                }
            }
        }
        return false;
    }

    private static boolean isFree(boolean[] taken, int from, int length) {
        for (int i = from; i < from + length; i++) {
            if (taken[i]) {
                return false;
            }
        }
        return true;
    }

    private static void mark(boolean[] taken, int from, int length, boolean value) {
        for (int i = from; i < from + length; i++) {
            taken[i] = value;
        }
    }

    private PatternMatch matchOf(boolean[] taken) {
        int first = 0;
        while (!taken[first]) {
            first++;
        }
        int last = taken.length - 1;
        while (!taken[last]) {
            last--;
        }
        return new PatternMatch(this, required.length, first, last);
    }

    @Override
    public String toString() {
        return source;
    }
}
