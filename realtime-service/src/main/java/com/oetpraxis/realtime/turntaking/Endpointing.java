package com.oetpraxis.realtime.turntaking;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long a silence must last before it ends the learner's turn, by what has been said so far
 * (BR-10; oet-domain 4.2): 0.8 s after a complete question or a check phrase, 2 s after a hanging
 * word, a filler or a comma, 1.5 s otherwise. All are upper limits and none exceeds 3 s.
 */
final class Endpointing {

    static final Duration COMPLETE = Duration.ofMillis(800);
    static final Duration USUAL = Duration.ofMillis(1500);
    static final Duration HANGING = Duration.ofSeconds(2);
    static final Duration LONGEST = Duration.ofSeconds(3);

    private static final Set<String> HANGING_WORDS =
            Set.of(
                    "um", "uh", "uhm", "er", "erm", "ah", "hmm", "like", "well", "and", "so", "but",
                    "or", "because", "if", "when", "that", "the", "a", "an", "to", "of", "for",
                    "with", "in", "on", "at", "from", "about", "your", "my", "our", "this", "is",
                    "are", "was", "were", "will", "would", "i", "you", "we", "then", "also");

    private static final Pattern CHECK_PHRASE =
            Pattern.compile(
                    "\\b(does that make sense|do you (understand|follow)|(is|are) (that|you) (ok|okay|all"
                            + " right|alright|clear|happy)( with (that|this))?|(any|do you have any)"
                            + " (other )?questions|how does that sound|would that be (ok|okay|all"
                            + " right|alright))$");

    private static final String AUXILIARY =
            "(do|does|did|have|has|had|are|is|was|were|can|could|would|will|should|may)";

    private static final Pattern QUESTION =
            Pattern.compile(
                    "^((so|and|but|ok|okay|right|now|well|then) )*(what|when|where|which|who|why|how|"
                            + AUXILIARY
                            + " (you|your|it|there|the|that|this|i|we|they|he|she|any|anyone))\\b"
                            + "|\\b(what|when|where|which|who|why|how)( \\w+)? "
                            + AUXILIARY
                            + "\\b");

    private static final int SHORTEST_QUESTION = 3;

    private Endpointing() {}

    /** The silence that ends the turn; null or blank text is a turn of which nothing is known. */
    static Duration silenceFor(@Nullable String textSoFar) {
        if (textSoFar == null || textSoFar.isBlank()) {
            return USUAL;
        }
        String text = textSoFar.strip();
        if (text.endsWith("?")) {
            return COMPLETE;
        }
        if (text.endsWith(",") || text.endsWith("...") || text.endsWith("…")) {
            return HANGING;
        }
        String lastSentence = lastSentence(text);
        String[] words = lastSentence.split(" ", -1);
        if (CHECK_PHRASE.matcher(lastSentence).find()) {
            return COMPLETE;
        }
        if (HANGING_WORDS.contains(words[words.length - 1])) {
            return HANGING;
        }
        boolean question =
                words.length >= SHORTEST_QUESTION && QUESTION.matcher(lastSentence).find();
        return question ? COMPLETE : USUAL;
    }

    private static String lastSentence(String text) {
        String trimmed = text.replaceAll("[.!?\\s]+$", "");
        int cut =
                Math.max(
                        trimmed.lastIndexOf('.'),
                        Math.max(trimmed.lastIndexOf('!'), trimmed.lastIndexOf('?')));
        return trimmed.substring(cut + 1)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z' ]", " ")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
