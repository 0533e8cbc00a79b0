package com.oetpraxis.ai.pattern;

/**
 * One normalised word and the characters of the original text it came from.
 *
 * @param word lower-case, without apostrophes or punctuation
 * @param start first character in the original text, in UTF-16 units
 * @param end one past the last character
 */
public record Token(String word, int start, int end) {}
