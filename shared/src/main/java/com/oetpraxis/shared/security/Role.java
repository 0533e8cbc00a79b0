package com.oetpraxis.shared.security;

import java.util.Locale;

/** What an account may do; {@code user} is a learner. */
public enum Role {
    USER,
    REVIEWER,
    SUPPORT,
    ADMIN;

    /** The role of the claim, such as {@code user}. */
    public static Role of(String claim) {
        return valueOf(claim.toUpperCase(Locale.ROOT));
    }

    /** As the token, the API and the table write it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
