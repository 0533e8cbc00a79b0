package com.oetpraxis.ai.language;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One kind of slip that a pattern finds with few false alarms.
 *
 * @param pattern over a clause in lower case, apostrophes deleted, commas and hyphens kept
 * @param message what is wrong, in words for the learner
 * @param where in which clauses it is looked for
 * @param notAfter the match does not count when one of these words stands before it
 * @param notBefore the match does not count when this is found in the clause before it
 * @param skip the match does not count when it holds this
 */
public record GrammarRule(
        String id,
        Pattern pattern,
        String message,
        Where where,
        Set<String> notAfter,
        @Nullable Pattern notBefore,
        @Nullable String skip) {

    public GrammarRule {
        notAfter = Set.copyOf(notAfter);
    }

    /** The clauses in which a rule holds. */
    public enum Where {
        EVERYWHERE,
        QUESTIONS,
        STATEMENTS;

        boolean holds(boolean question) {
            return this == EVERYWHERE || question == (this == QUESTIONS);
        }
    }
}
