package com.oetpraxis.ai.recogniser;

/**
 * A piece as it was written.
 *
 * @param probability the decoder's own, 0 to 1, without any preference
 */
record Piece(int id, double probability) {

    /** No probability is taken for less. */
    static final double LEAST = 1e-9;

    double logProbability() {
        return Math.log(Math.max(probability, LEAST));
    }
}
