package com.oetpraxis.ai.patient;

/**
 * An intent that a clause of the learner's turn met.
 *
 * @param clause index of the clause
 * @param by how it was found
 * @param score what it scored; the highest of its clause is the clause's intent
 */
public record Hit(int clause, Kind kind, String intent, By by, double score) {

    /** What an intent does. */
    public enum Kind {
        ASK,
        TELL,
        SOCIAL
    }

    /** How a hit was found; only a vector's finding could not be found again without its model. */
    public enum By {
        PATTERN,
        VECTOR
    }
}
