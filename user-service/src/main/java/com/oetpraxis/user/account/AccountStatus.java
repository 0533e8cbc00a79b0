package com.oetpraxis.user.account;

import java.util.Locale;

/** Rows of accounts are never deleted; they change status (BR-09). */
public enum AccountStatus {
    ACTIVE,
    DISABLED,
    PENDING_DELETION,
    ANONYMISED;

    /** As the table and the internal API write it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static AccountStatus of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
