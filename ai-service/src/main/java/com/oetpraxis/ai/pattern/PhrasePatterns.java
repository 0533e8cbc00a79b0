package com.oetpraxis.ai.pattern;

import java.util.List;
import java.util.Optional;

/** Several patterns of which one is enough. */
public record PhrasePatterns(List<PhrasePattern> patterns) {

    public static final PhrasePatterns NONE = new PhrasePatterns(List.of());

    public PhrasePatterns {
        patterns = List.copyOf(patterns);
    }

    /**
     * Reads a list of patterns.
     *
     * @throws IllegalArgumentException if one of them cannot be read
     */
    public static PhrasePatterns of(List<String> sources) {
        return new PhrasePatterns(sources.stream().map(PhrasePattern::parse).toList());
    }

    public boolean isEmpty() {
        return patterns.isEmpty();
    }

    public boolean matches(NormalisedText text) {
        for (var pattern : patterns) {
            if (pattern.matches(text)) {
                return true;
            }
        }
        return false;
    }

    /** The match with the most terms; the earlier pattern where two have as many. */
    public Optional<PatternMatch> best(NormalisedText text) {
        Optional<PatternMatch> best = Optional.empty();
        for (var pattern : patterns) {
            if (best.isEmpty() || pattern.terms() > best.get().terms()) {
                var match = pattern.find(text);
                if (match.isPresent()) {
                    best = match;
                }
            }
        }
        return best;
    }

    /** Every pattern that is met, in the order of the list. */
    public List<PatternMatch> all(NormalisedText text) {
        return patterns.stream().flatMap(pattern -> pattern.find(text).stream()).toList();
    }
}
