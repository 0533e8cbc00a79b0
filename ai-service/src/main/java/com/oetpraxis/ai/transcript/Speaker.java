package com.oetpraxis.ai.transcript;

/** Who says a turn; the golden format's own words are {@code candidate} and {@code patient}. */
public enum Speaker {
    LEARNER,
    PATIENT
}
