package com.oetpraxis.ai.patient;

/** Whose turn it is. */
public enum Speaker {
    LEARNER,
    PATIENT
}
