package com.oetpraxis.session.transcript;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Whose turn it was. */
public enum Speaker {
    @JsonProperty("learner")
    LEARNER,
    @JsonProperty("patient")
    PATIENT;

    /** As the API and the table write it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Speaker of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
