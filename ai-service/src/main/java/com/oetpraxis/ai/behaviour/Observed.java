package com.oetpraxis.ai.behaviour;

/**
 * One behaviour and the words that show it.
 *
 * @param start first character in the turn's text, in UTF-16 units
 * @param end one past the last character
 * @param clause index of the clause it was found in
 * @param source the pattern or the term that was met, which tells repeated phrases from new ones
 */
public record Observed(Behaviour behaviour, int start, int end, int clause, String source) {}
