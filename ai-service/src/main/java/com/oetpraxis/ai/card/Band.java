package com.oetpraxis.ai.card;

import java.util.List;

/** How far the patient trusts the learner, from least to most. */
public enum Band {
    GUARDED,
    NEUTRAL,
    OPEN;

    /** The bands of less trust, the nearest first. */
    List<Band> below() {
        return switch (this) {
            case GUARDED -> List.of();
            case NEUTRAL -> List.of(GUARDED);
            case OPEN -> List.of(NEUTRAL, GUARDED);
        };
    }

    /** The bands of more trust, the nearest first. */
    List<Band> above() {
        return switch (this) {
            case GUARDED -> List.of(NEUTRAL, OPEN);
            case NEUTRAL -> List.of(OPEN);
            case OPEN -> List.of();
        };
    }

    public boolean isAtLeast(Band other) {
        return compareTo(other) >= 0;
    }
}
