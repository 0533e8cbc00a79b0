package com.oetpraxis.ai.behaviour;

import com.oetpraxis.ai.pattern.PhrasePattern;
import com.oetpraxis.ai.pattern.PhrasePatterns;

/**
 * A technical term and the plain words that explain it.
 *
 * @param term as listed, perhaps a prefix ("inflammat*")
 * @param pattern the term as a pattern
 * @param lay its plain words
 */
public record JargonTerm(String term, PhrasePattern pattern, PhrasePatterns lay) {}
