package com.oetpraxis.ai.patient;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the patient understood of a learner's turn: stored with the reply, and read rather than
 * found again when a conversation is played back.
 *
 * @param turn the learner's turn
 * @param interrupted whether the learner spoke over the patient
 * @param hits in the order of the clauses, the best of each first
 */
public record Matched(int turn, boolean interrupted, List<Hit> hits) {

    /** Nearness in meaning from which a second piece of advice in a clause counts as told. */
    private static final double PLAIN = 0.65;

    public Matched {
        hits = List.copyOf(hits);
    }

    /** The question that was put: the last that won its clause. */
    public Optional<Hit> asked() {
        Hit asked = null;
        int clause = -1;
        for (var hit : hits) {
            if (hit.clause() != clause && hit.kind() == Hit.Kind.ASK) {
                asked = hit;
            }
            clause = hit.clause();
        }
        return Optional.ofNullable(asked);
    }

    /**
     * The advice that the patient will remember: of each clause the best, and beside it what the
     * words say plainly. An explanation comes near to much that it does not say.
     */
    public List<Hit> told() {
        var told = new ArrayList<Hit>();
        int clause = -1;
        for (var hit : hits) {
            if (hit.kind() == Hit.Kind.TELL) {
                boolean best = hit.clause() != clause;
                clause = hit.clause();
                if (best || hit.by() == Hit.By.PATTERN || hit.score() >= PLAIN) {
                    told.add(hit);
                }
            }
        }
        return told;
    }
}
