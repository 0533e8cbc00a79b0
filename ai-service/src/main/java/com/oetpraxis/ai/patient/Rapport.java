package com.oetpraxis.ai.patient;

import com.oetpraxis.ai.card.Band;
import java.util.HashMap;
import java.util.Map;

/** How far the patient trusts the learner: 0 to 100, moved by what the learner does. */
final class Rapport {

    private final EngineData.RapportRules rules;
    private final Map<String, Integer> granted = new HashMap<>();
    private int value;

    Rapport(EngineData.RapportRules rules) {
        this.rules = rules;
        this.value = rules.start();
    }

    /** Moves it by the points of a behaviour. */
    void move(String behaviour) {
        value = Math.clamp((long) value + rules.delta(behaviour), rules.min(), rules.max());
    }

    /** Moves it by the points of a behaviour, but only so many times in a role-play. */
    void moveAtMost(int times, String behaviour) {
        if (granted.merge(behaviour, 1, Integer::sum) <= times) {
            move(behaviour);
        }
    }

    /** Raises it by a number of points that the data states in words only. */
    void raise(int points) {
        value = Math.clamp((long) value + points, rules.min(), rules.max());
    }

    int value() {
        return value;
    }

    Band band() {
        return rules.bandOf(value);
    }
}
