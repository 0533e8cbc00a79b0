package com.oetpraxis.billing.plan;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an account may reach: the {@code plan} claim of access tokens (CX-28). */
public enum Tier {
    FREE,
    PAID;

    /** As the API, the events and the tables write it. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The tier of this code. */
    public static Tier of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
