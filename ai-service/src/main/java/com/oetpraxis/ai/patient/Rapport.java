package com.oetpraxis.ai.patient;

import com.oetpraxis.ai.card.Band;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How far the patient trusts the learner: 0 to 100, moved by what the learner does. */
final class Rapport {

    private final EngineData.RapportRules rules;
    private final Map<String, Integer> granted = new HashMap<>();
    private final List<RapportMove> moves = new ArrayList<>();
    private int value;
    private int turn;

    Rapport(EngineData.RapportRules rules) {
        this.rules = rules;
        this.value = rules.start();
    }

    /** From now on it moves because of this turn of the learner's. */
    void begin(int learnersTurn) {
        turn = learnersTurn;
    }

    /** Moves it by the points of a behaviour. */
    void move(String behaviour) {
        move(behaviour, rules.delta(behaviour));
    }

    private void move(String behaviour, int points) {
        int before = value;
        value = Math.clamp((long) value + points, rules.min(), rules.max());
        if (value != before) {
            moves.add(new RapportMove(turn, behaviour, value - before));
        }
    }

    /** Moves it by the points of a behaviour, but only so many times in a role-play. */
    void moveAtMost(int times, String behaviour) {
        if (granted.merge(behaviour, 1, Integer::sum) <= times) {
            move(behaviour);
        }
    }

    /** Raises it by a number of points that the data states in words only. */
    void raise(String behaviour, int points) {
        move(behaviour, points);
    }

    /** What moved it, in the order of the talk. */
    List<RapportMove> moves() {
        return List.copyOf(moves);
    }

    int value() {
        return value;
    }

    Band band() {
        return rules.bandOf(value);
    }
}
