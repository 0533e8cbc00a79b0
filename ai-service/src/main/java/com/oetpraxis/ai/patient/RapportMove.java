package com.oetpraxis.ai.patient;

/**
 * Something the learner did that moved the patient's trust.
 *
 * @param turn number of the learner's turn
 * @param behaviour its name among the deltas of {@code patient/engine.yaml}
 * @param points by how much trust moved, never 0; less than the delta where it met the end of the
 *     scale
 */
public record RapportMove(int turn, String behaviour, int points) {}
