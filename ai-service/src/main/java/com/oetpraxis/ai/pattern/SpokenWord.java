package com.oetpraxis.ai.pattern;

/**
 * A word as a recogniser timed it.
 *
 * @param start seconds
 * @param end seconds, from the same zero
 */
public record SpokenWord(String word, double start, double end) {}
