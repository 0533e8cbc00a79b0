package com.oetpraxis.ai.speech;

import java.util.Locale;
import java.util.Optional;

/** What a voice and a person must have in common. */
public enum Gender {
    FEMALE,
    MALE;

    /** Reads a card's word; empty for any other word, for which there is no voice. */
    public static Optional<Gender> of(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "female" -> Optional.of(FEMALE);
            case "male" -> Optional.of(MALE);
            default -> Optional.empty();
        };
    }

    /** The word in cards and messages. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
