package com.oetpraxis.ai.meaning;

/** Turns sentences into vectors of which two are the nearer the more alike their sentences are. */
@FunctionalInterface
public interface SentenceVectors {

    /**
     * The vector of a sentence, of length 1.
     *
     * @throws com.oetpraxis.ai.speech.SpeechException if the model fails
     */
    float[] of(String sentence);

    /** How near two vectors of length 1 are: 1 the same, 0 nothing in common. */
    static double nearness(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
