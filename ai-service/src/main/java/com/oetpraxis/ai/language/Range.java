package com.oetpraxis.ai.language;

import java.util.Set;

/**
 * How much the learner's sentences hold.
 *
 * @param wordsPerSentence mean, a sentence of more than 25 words counted as 25, words within a slip
 *     of grammar not counted
 * @param subordinatorsPer100 words that open a subordinate clause, per 100 words
 */
public record Range(double wordsPerSentence, double subordinatorsPer100) {

    private static final int LONGEST = 25;
    private static final int LONGEST_UNMARKED = 20;

    public static Range of(LearnerSpeech speech, Accuracy accuracy, Set<String> subordinators) {
        int sentences = 0;
        int sentenceWords = 0;
        int words = 0;
        int opened = 0;
        for (var turn : speech.turns()) {
            var slips = accuracy.slips().stream().filter(slip -> slip.turn() == turn).toList();
            boolean marked = turn.words().stream().anyMatch(SpokenWordForm::endsSentence);
            int longest = marked ? LONGEST : LONGEST_UNMARKED;
            int inSentence = 0;
            var all = turn.words();
            for (int i = 0; i < all.size(); i++) {
                var word = all.get(i);
                if (word.counts()) {
                    words++;
                    boolean clean = slips.stream().noneMatch(slip -> holds(slip, word));
                    if (clean && !(word.name() && i > 0 && all.get(i - 1).name())) {
                        inSentence++;
                    }
                    if (clean && subordinators.contains(word.term())) {
                        opened++;
                    }
                }
                boolean last = i == all.size() - 1;
                boolean tooLong = !marked && inSentence >= LONGEST_UNMARKED;
                if ((last || word.endsSentence() || tooLong) && inSentence > 0) {
                    sentences++;
                    sentenceWords += Math.min(longest, inSentence);
                    inSentence = 0;
                }
            }
        }
        return new Range(
                sentences == 0 ? 0 : (double) sentenceWords / sentences,
                words == 0 ? 0 : 100.0 * opened / words);
    }

    private static boolean holds(Accuracy.Slip slip, SpokenWordForm word) {
        return word.start() < slip.stretch().end() && word.end() > slip.stretch().start();
    }
}
