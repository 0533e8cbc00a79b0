package com.oetpraxis.ai.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How varied the learner's words are. Names, articles, hesitation, repeats and what is no English
 * word are left out, "inhaler" and "inhalers" are one word, and so are "is" and "are": a slip of
 * grammar makes nobody's vocabulary richer or poorer.
 *
 * @param mattr mean share of different words in a window of 50; null below 50 words
 * @param mtld measure of textual lexical diversity, threshold 0.72, mean of both directions; null
 *     below 100 words
 * @param words how many words were looked at
 */
public record Vocabulary(@Nullable Double mattr, @Nullable Double mtld, int words) {

    private static final Set<String> ARTICLES = Set.of("a", "an", "the");

    /** Forms that a slip of agreement exchanges. */
    private static final Map<String, String> FORMS =
            Map.ofEntries(
                    Map.entry("is", "be"),
                    Map.entry("are", "be"),
                    Map.entry("am", "be"),
                    Map.entry("was", "be"),
                    Map.entry("were", "be"),
                    Map.entry("has", "have"),
                    Map.entry("hasnt", "havent"),
                    Map.entry("does", "do"),
                    Map.entry("doesnt", "dont"),
                    Map.entry("isnt", "arent"),
                    Map.entry("goes", "go"),
                    Map.entry("wasnt", "werent"));

    private static final int WINDOW = 50;
    private static final int LEAST_FOR_MTLD = 100;
    private static final double MTLD_THRESHOLD = 0.72;

    public static Vocabulary of(LearnerSpeech speech, WordData data) {
        var words = new ArrayList<String>();
        speech.words()
                .filter(word -> word.counts() && !word.name() && data.isEnglish(word.term()))
                .map(SpokenWordForm::term)
                .filter(term -> !ARTICLES.contains(term))
                .forEach(term -> words.add(FORMS.getOrDefault(term, Stem.withoutS(term))));
        return new Vocabulary(
                words.size() >= WINDOW ? mattr(words) : null,
                words.size() >= LEAST_FOR_MTLD ? (mtld(words) + mtld(words.reversed())) / 2 : null,
                words.size());
    }

    private static double mattr(List<String> words) {
        var counts = new HashMap<String, Integer>();
        double sum = 0;
        int windows = 0;
        for (int i = 0; i < words.size(); i++) {
            counts.merge(words.get(i), 1, Integer::sum);
            if (i >= WINDOW) {
                counts.computeIfPresent(
                        words.get(i - WINDOW), (word, count) -> count == 1 ? null : count - 1);
            }
            if (i >= WINDOW - 1) {
                sum += (double) counts.size() / WINDOW;
                windows++;
            }
        }
        return sum / windows;
    }

    private static double mtld(List<String> words) {
        double factors = 0;
        var types = new HashSet<String>();
        int tokens = 0;
        for (var word : words) {
            tokens++;
            types.add(word);
            if ((double) types.size() / tokens <= MTLD_THRESHOLD) {
                factors++;
                types.clear();
                tokens = 0;
            }
        }
        if (tokens > 0) {
            double ratio = (double) types.size() / tokens;
            factors += (1 - ratio) / (1 - MTLD_THRESHOLD);
        }
        return factors > 0 ? words.size() / factors : words.size();
    }
}
