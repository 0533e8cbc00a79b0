package com.oetpraxis.ai.language;

import com.oetpraxis.ai.pattern.Clause;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Slips of grammar that the transcript shows, by rules of our own and those of LanguageTool.
 *
 * @param slips in the order of the talk
 * @param per100Words slips per 100 words, at most 20
 */
public record Accuracy(List<Slip> slips, double per100Words) {

    /** At most one slip is counted for so many words (oet-domain 3.3). */
    private static final int WORDS_FOR_A_SLIP = 5;

    public Accuracy {
        slips = List.copyOf(slips);
    }

    /**
     * One slip and the words that show it.
     *
     * @param rule id of the rule that found it
     * @param message what is wrong, in words for the learner
     * @param better the words mended; null where it is not sure how
     */
    public record Slip(
            SpokenText turn,
            SpokenText.Stretch stretch,
            String rule,
            String message,
            @Nullable String better) {}

    /**
     * The slips of a learner.
     *
     * @param rules those of our own
     */
    public static Accuracy of(
            LearnerSpeech speech, List<GrammarRule> rules, LanguageToolRules languageTool) {
        var slips = new ArrayList<Slip>();
        for (var turn : speech.turns()) {
            slips.addAll(slips(turn, rules, languageTool));
        }
        int words = speech.wordCount();
        double counted = Math.min(slips.size(), (double) words / WORDS_FOR_A_SLIP);
        return new Accuracy(slips, words == 0 ? 0 : 100 * counted / words);
    }

    private static List<Slip> slips(
            SpokenText turn, List<GrammarRule> rules, LanguageToolRules languageTool) {
        var found = new ArrayList<Slip>();
        for (var clause : turn.clauses()) {
            var line = Line.of(turn, clause);
            for (var rule : rules) {
                if (rule.where().holds(clause.isQuestion())) {
                    line.find(rule, found);
                }
            }
        }
        found.addAll(languageTool.slips(turn));
        found.sort(Comparator.comparingInt((Slip slip) -> slip.stretch().start()));
        return apart(found);
    }

    /** Of slips that share a word, the first. */
    private static List<Slip> apart(List<Slip> found) {
        var kept = new ArrayList<Slip>();
        for (var slip : found) {
            if (kept.isEmpty() || slip.stretch().start() >= kept.getLast().stretch().end()) {
                kept.add(slip);
            }
        }
        return kept;
    }

    /** A clause as the rules see it. */
    private static final class Line {

        private final SpokenText turn;
        private final String text;
        private final int[] places;

        private Line(SpokenText turn, String text, int[] places) {
            this.turn = turn;
            this.text = text;
            this.places = places;
        }

        static Line of(SpokenText turn, Clause clause) {
            var from = turn.clean().substring(clause.start(), clause.end());
            var text = new StringBuilder();
            var places = new int[from.length() + 1];
            for (int i = 0; i < from.length(); i++) {
                char c = from.charAt(i);
                if (Character.isLetterOrDigit(c) || c == ' ' || c == ',' || c == '-') {
                    places[text.length()] = clause.start() + i;
                    text.append(c);
                }
            }
            return new Line(turn, text.toString().strip().toLowerCase(Locale.ROOT), places);
        }

        void find(GrammarRule rule, List<Slip> found) {
            var match = rule.pattern().matcher(text);
            while (match.find()) {
                int start = match.start();
                int end = match.end();
                while (start < end && !Character.isLetterOrDigit(text.charAt(start))) {
                    start++;
                }
                while (end > start && !Character.isLetterOrDigit(text.charAt(end - 1))) {
                    end--;
                }
                if (start < end && counts(rule, match.group(), start)) {
                    var stretch = turn.original(places[start], places[end - 1] + 1);
                    if (isSure(stretch)) {
                        found.add(new Slip(turn, stretch, rule.id(), rule.message(), null));
                    }
                }
            }
        }

        private boolean counts(GrammarRule rule, String match, int start) {
            var before = text.substring(0, start).stripTrailing();
            var wordBefore = before.substring(before.lastIndexOf(' ') + 1);
            var notBefore = rule.notBefore();
            var skip = rule.skip();
            return !rule.notAfter().contains(wordBefore)
                    && (notBefore == null || !notBefore.matcher(before).find())
                    && (skip == null || !match.contains(skip));
        }

        private boolean isSure(SpokenText.Stretch stretch) {
            return turn.wordsIn(stretch).stream()
                    .filter(SpokenWordForm::counts)
                    .noneMatch(SpokenWordForm::isUnsure);
        }
    }
}
