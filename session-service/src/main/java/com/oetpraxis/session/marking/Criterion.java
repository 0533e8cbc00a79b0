package com.oetpraxis.session.marking;

import java.util.Locale;

/** The nine criteria with the highest mark of each (oet-domain 1.4). */
enum Criterion {
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

    int highest() {
        return highest;
    }

    /** As the API and the table write it. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it can only be judged by ear, which a reviewer of a transcript cannot do. */
    boolean isHeard() {
        return this == INTELLIGIBILITY || this == FLUENCY;
    }
}
