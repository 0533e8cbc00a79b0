package com.oetpraxis.ai.consultation;

import java.util.Locale;

/** The nine official criteria, in the order of a report. */
public enum Criterion {
    INTELLIGIBILITY(6),
    FLUENCY(6),
    APPROPRIATENESS(6),
    RESOURCES(6),
    RELATIONSHIP(3),
    PERSPECTIVE(3),
    STRUCTURE(3),
    GATHERING(3),
    GIVING(3);

    private final int highest;

    Criterion(int highest) {
        this.highest = highest;
    }

    /** The highest mark; the lowest is 0. */
    public int highest() {
        return highest;
    }

    /** The name in reports. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
