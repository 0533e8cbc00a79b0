package com.oetpraxis.ai.patient;

import com.oetpraxis.ai.meaning.SentenceVectors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How near a learner's words come, in meaning, to the examples of a script's intents. Punctuation
 * is left aside, since a recogniser may have none.
 */
final class Likeness {

    /** How much of an intent's nearness is that of its nearest example; the rest, its second's. */
    private static final double NEAREST = 0.75;

    /** An intent and what it does. */
    record Intent(Hit.Kind kind, String id) {}

    private final SentenceVectors vectors;
    private final Map<Intent, List<float[]>> examples;

    private Likeness(SentenceVectors vectors, Map<Intent, List<float[]>> examples) {
        this.vectors = vectors;
        this.examples = examples;
    }

    /**
     * Reads the examples of a script; takes about a second with a real model.
     *
     * @param examples gives the vectors of examples, {@code vectors} those of what is heard
     */
    static Likeness read(Script script, SentenceVectors examples, SentenceVectors vectors) {
        var read = new LinkedHashMap<Intent, List<float[]>>();
        script.eachExample((intent, text) ->
                read.computeIfAbsent(intent, key -> new ArrayList<>())
                        .add(examples.of(plain(text))));
        return new Likeness(vectors, read);
    }

    /** For each intent how near a text is to it: 1 the same, 0 nothing in common. */
    Map<Intent, Double> to(String text) {
        var vector = vectors.of(plain(text));
        var near = new LinkedHashMap<Intent, Double>();
        examples.forEach((intent, list) -> near.put(intent, nearness(vector, list)));
        return near;
    }

    private static double nearness(float[] vector, List<float[]> examples) {
        double first = -1;
        double second = -1;
        for (var example : examples) {
            double nearness = SentenceVectors.nearness(vector, example);
            if (nearness > first) {
                second = first;
                first = nearness;
            } else if (nearness > second) {
                second = nearness;
            }
        }
        return examples.size() == 1 ? first : NEAREST * first + (1 - NEAREST) * second;
    }

    /** Words only, as both examples and what is heard are compared. */
    static String plain(String text) {
        return text.replace('\u2019', '\'').replaceAll("[^\\p{L}\\p{N}']+", " ").strip();
    }
}
