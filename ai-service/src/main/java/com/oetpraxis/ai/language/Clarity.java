package com.oetpraxis.ai.language;

import com.oetpraxis.ai.transcript.TimedWord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How surely a recogniser heard the learner's words: a stand-in for "was it understood" (oet-domain
 * 3.4).
 *
 * @param meanConfidence 0 to 1
 * @param unclearShare share of words below 0.6
 * @param leastClear words below 0.6, the least clear first, at most eight
 */
public record Clarity(double meanConfidence, double unclearShare, List<UnclearWord> leastClear) {

    /** Below this a word is not sure enough to be judged (oet-domain 3.3). */
    static final double UNCLEAR = 0.6;

    private static final int MOST_SHOWN = 8;

    public Clarity {
        leastClear = List.copyOf(leastClear);
    }

    /** A word that was not heard surely. */
    public record UnclearWord(SpokenText turn, SpokenWordForm word, double confidence) {}

    /** Measures the learner's speech; null where no word has a confidence. */
    public static @Nullable Clarity of(LearnerSpeech speech) {
        double sum = 0;
        int words = 0;
        var unclear = new ArrayList<UnclearWord>();
        for (var turn : speech.turns()) {
            for (var word : turn.words()) {
                TimedWord timed = word.timed();
                if (timed == null || word.filler() || word.name()) {
                    continue;
                }
                var confidence = timed.confidence();
                if (confidence == null) {
                    continue;
                }
                words++;
                sum += confidence;
                if (confidence < UNCLEAR) {
                    unclear.add(new UnclearWord(turn, word, confidence));
                }
            }
        }
        if (words == 0) {
            return null;
        }
        double share = (double) unclear.size() / words;
        unclear.sort((one, other) -> Double.compare(one.confidence(), other.confidence()));
        return new Clarity(
                sum / words, share, unclear.subList(0, Math.min(MOST_SHOWN, unclear.size())));
    }
}
