package com.oetpraxis.ai.recogniser;

import com.oetpraxis.ai.speech.PreferredWords;
import java.util.List;
import java.util.Locale;

/**
 * Lets a preferred word win where the text is about as likely with it (shallow fusion). Where a
 * piece that keeps to the tree of preferred words was nearly as likely as the one written, the text
 * is written to its end with it; it wins if its probability, with a bounded bonus for each
 * preferred word that is whole, is higher. What was plainly said otherwise stays.
 */
final class Preference {

    /**
     * For a preferred word: the text may be e^-{@value} times as likely and still win. Set by the
     * measurement in docs/services/ai-service.
     */
    static final double BONUS = 4;

    /** A piece less likely than the best by more than e^-{@value} is not tried. */
    private static final double NEARLY = 6;

    /** A word must agree by so many letters before it is tried. */
    private static final int LEAST_LETTERS = 2;

    private final Vocabulary vocabulary;
    private final PreferredWords words;

    Preference(Vocabulary vocabulary, PreferredWords words) {
        this.vocabulary = vocabulary;
        this.words = words;
    }

    boolean isBetter(Written other, Written than) {
        return value(other) > value(than);
    }

    private double value(Written written) {
        int preferred = 0;
        var text = vocabulary.text(written.pieces().stream().map(Piece::id).toList());
        for (var word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}'-]+", -1)) {
            if (words.contains(word)) {
                preferred++;
            }
        }
        return written.score() + preferred * BONUS;
    }

    /** Follows a text as it is written, from given pieces on. */
    Writing begin(List<Piece> prefix) {
        var writing = new Writing();
        prefix.forEach(piece -> writing.follow(piece.id()));
        writing.insideFork = !prefix.isEmpty();
        return writing;
    }

    /** Where the word being written is in the tree. */
    final class Writing {

        private int place = PreferredWords.OUTSIDE;
        private int letters;
        private boolean insideFork;

        /**
         * The piece to write next: the likeliest, but inside a word that is being tried one that
         * keeps to the tree.
         *
         * @param forks takes the pieces that are worth a trial
         */
        int choose(float[] logits, int position, List<Fork> forks) {
            int best = 0;
            for (int i = 1; i < logits.length; i++) {
                if (logits[i] > logits[best]) {
                    best = i;
                }
            }
            int chosen = best;
            if (!words.words().isEmpty()) {
                int preferred = preferred(logits, best);
                if (insideFork && vocabulary.beginsWord(best)) {
                    insideFork = false;
                }
                if (preferred >= 0 && insideFork && !vocabulary.beginsWord(preferred)) {
                    chosen = preferred;
                } else if (preferred >= 0) {
                    forks.add(
                            new Fork(
                                    position,
                                    new Piece(preferred, Softmax.probability(logits, preferred))));
                }
            }
            follow(chosen);
            return chosen;
        }

        /** The likeliest piece in the tree if it is not the best anyway; -1 if there is none. */
        private int preferred(float[] logits, int best) {
            double least = logits[best] - NEARLY;
            int chosen = -1;
            for (int i = 0; i < logits.length; i++) {
                if (logits[i] >= least
                        && (chosen < 0 || logits[i] > logits[chosen])
                        && isInside(i)) {
                    chosen = i;
                }
            }
            return chosen == best ? -1 : chosen;
        }

        private boolean isInside(int piece) {
            boolean begins = vocabulary.beginsWord(piece);
            var text = vocabulary.letters(piece);
            return !text.isEmpty()
                    && (begins ? 0 : letters) + text.length() >= LEAST_LETTERS
                    && walk(begins ? PreferredWords.ROOT : place, text) != PreferredWords.OUTSIDE;
        }

        private void follow(int piece) {
            var text = vocabulary.letters(piece);
            boolean begins = vocabulary.beginsWord(piece);
            letters = (begins ? 0 : letters) + text.length();
            place = walk(begins ? PreferredWords.ROOT : place, text);
        }

        private int walk(int from, String text) {
            int reached = from;
            for (int i = 0; i < text.length() && reached != PreferredWords.OUTSIDE; i++) {
                reached = words.follow(reached, text.charAt(i));
            }
            return reached;
        }
    }
}
