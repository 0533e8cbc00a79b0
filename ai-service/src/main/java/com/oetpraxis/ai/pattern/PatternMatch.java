package com.oetpraxis.ai.pattern;

/**
 * Where a pattern was met.
 *
 * @param terms number of terms that had to occur and did; what makes one pattern more specific than
 *     another
 * @param first index of the first word that met a term
 * @param last index of the last word that met a term
 */
public record PatternMatch(PhrasePattern pattern, int terms, int first, int last) {}
