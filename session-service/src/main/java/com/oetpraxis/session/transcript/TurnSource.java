package com.oetpraxis.session.transcript;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How the words of a turn came in. */
public enum TurnSource {
    @JsonProperty("typed")
    TYPED,
    @JsonProperty("audio")
    AUDIO;

    /** As the API and the table write it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static TurnSource of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
