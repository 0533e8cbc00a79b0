package com.oetpraxis.ai.consultation;

import com.oetpraxis.ai.transcript.Quote;

/**
 * Words that a mark rests on.
 *
 * @param measure what was found in them
 * @param credit whether they raised the mark; else they lowered it
 */
public record Evidence(Criterion criterion, String measure, boolean credit, Quote quote) {}
