package com.oetpraxis.ai.patient;

import java.util.List;

/**
 * What the patient understood of a learner's turn: stored with the reply, and read rather than
 * found again when a conversation is played back.
 *
 * @param turn the learner's turn
 * @param interrupted whether the learner spoke over the patient
 * @param hits in the order of the clauses, the best of each first
 */
public record Matched(int turn, boolean interrupted, List<Hit> hits) {

    public Matched {
        hits = List.copyOf(hits);
    }
}
