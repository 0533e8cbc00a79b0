package com.oetpraxis.ai.behaviour;

import org.jspecify.annotations.Nullable;

/**
 * A high-precision rule for a learner's error, over lower-case words.
 *
 * @param re regular expression of the error
 * @param msg what is wrong, for the report
 * @param notafter words, as a regular expression, after which a match is no error
 * @param q only in questions
 * @param notq only in statements
 * @param skip a match with this text is no error
 */
public record GrammarRule(
        String id,
        String re,
        String msg,
        @Nullable String notafter,
        boolean q,
        boolean notq,
        @Nullable String skip) {}
