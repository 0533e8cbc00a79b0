package com.oetpraxis.ai.speech;

/**
 * One word of a {@link Recognition}.
 *
 * @param word as written, without the punctuation around it
 * @param start seconds from the beginning of the stretch; estimated, see docs
 * @param end seconds from the beginning of the stretch
 * @param confidence 0 to 1
 */
public record RecognisedWord(String word, double start, double end, double confidence) {}
