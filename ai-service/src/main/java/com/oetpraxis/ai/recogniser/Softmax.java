package com.oetpraxis.ai.recogniser;

/** Probabilities of a decoder's logits. */
final class Softmax {

    /** What is e^-16 below the best adds nothing that matters. */
    private static final float RANGE = 16;

    private Softmax() {}

    static double probability(float[] logits, int piece) {
        float highest = logits[0];
        for (float logit : logits) {
            highest = Math.max(highest, logit);
        }
        double sum = 0;
        for (float logit : logits) {
            if (logit > highest - RANGE) {
                sum += Math.exp(logit - highest);
            }
        }
        return Math.exp(logits[piece] - highest) / sum;
    }
}
