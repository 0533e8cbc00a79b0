package com.oetpraxis.ai.card;

/**
 * Something about a card that an author should see.
 *
 * @param code stable name of the rule, such as {@code leaked_fact}
 * @param path where in the card, such as {@code tell.referral.r}
 */
public record Finding(Level level, String code, String path, String message) {

    /** An error keeps a card from being published; a warning does not. */
    public enum Level {
        ERROR,
        WARNING
    }

    static Finding error(String code, String path, String message) {
        return new Finding(Level.ERROR, code, path, message);
    }

    static Finding warning(String code, String path, String message) {
        return new Finding(Level.WARNING, code, path, message);
    }
}
