package com.oetpraxis.ai.transcript;

/**
 * Words of one turn, exactly as they stand there.
 *
 * @param turn the turn's own number
 * @param start first character, counted in Unicode code points
 * @param end one past the last character
 * @param text the words themselves
 */
public record Quote(int turn, int start, int end, String text) {

    /**
     * Quotes a turn.
     *
     * @param start first character in UTF-16 units
     * @param end one past the last character
     */
    public static Quote of(Turn turn, int start, int end) {
        var text = turn.text();
        return new Quote(
                turn.index(),
                text.codePointCount(0, start),
                text.codePointCount(0, end),
                text.substring(start, end));
    }
}
