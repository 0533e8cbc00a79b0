package com.oetpraxis.ai.pattern;

/**
 * One clause of a turn.
 *
 * @param text the original words, without the space around them
 * @param start first character in the turn, in UTF-16 units
 * @param end one past the last character, the end mark included
 * @param words the same words normalised; their tokens are placed in the whole turn
 */
public record Clause(ClauseKind kind, String text, int start, int end, NormalisedText words) {

    public boolean isQuestion() {
        return kind == ClauseKind.QUESTION;
    }
}
