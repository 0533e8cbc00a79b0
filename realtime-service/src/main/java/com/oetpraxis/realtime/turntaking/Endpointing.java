package com.oetpraxis.realtime.turntaking;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long a silence may last at most before it ends the learner's turn, by what has been said so
 * far (BR-10; oet-domain 4.2): 0.8 s after a complete question or a check phrase, 2 s after a
 * hanging word, a filler or a comma, 1.5 s otherwise. All are upper limits and none exceeds 3 s.
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
                    "are", "was", "were", "will", "would", "i", "you", "we", "then", "also", "any",
                    "some", "every", "his", "her", "their", "its", "these", "those", "be", "been",
                    "have", "has", "had", "do", "does", "can", "could", "should", "must", "may",
                    "might", "very", "more", "than", "as", "by", "into", "after", "before", "while",
                    "until", "not", "just", "really", "going", "need", "want", "who", "which",
                    "what", "where", "how", "he", "she", "they", "maybe", "i'm", "you're", "it's",
                    "we're", "there's", "let's");

    /** Requests that do not yet say what for. */
    private static final Pattern NOTHING_ASKED_YET =
            Pattern.compile("\\b(tell|show|give|ask|let|help|allow) (me|us|you|him|her|them)$");

    /** After these nobody has finished, whatever the recogniser's punctuation says. */
    private static final Set<String> NEVER_LAST =
            Set.of(
                    "um", "uh", "uhm", "er", "erm", "and", "or", "but", "because", "the", "a", "an",
                    "your", "my", "our", "if", "so");

    /** Said while the first words of a turn are being planned. */
    private static final Set<String> PREFACES =
            Set.of(
                    "okay",
                    "ok",
                    "right",
                    "well",
                    "so",
                    "now",
                    "alright",
                    "all right",
                    "i see",
                    "yes",
                    "no",
                    "yeah",
                    "okay so",
                    "all right then",
                    "right so",
                    "right then",
                    "okay then",
                    "let me see",
                    "let's see");

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
                    "^((so|and|but|ok|okay|right|now|well|then) )*((what|where|which|who|why|how)"
                            + "( \\w+){0,3} "
                            + AUXILIARY
                            + "|when "
                            + AUXILIARY
                            + "|"
                            + AUXILIARY
                            + " (you|your|it|there|the|that|this|i|we|they|he|she|any|anyone))\\b"
                            + "|\\b(what|when|where|which|who|why|how)( \\w+)? "
                            + AUXILIARY
                            + "\\b");

    private static final int SHORTEST_QUESTION = 3;

    private Endpointing() {}

    /** What the words so far look like. */
    enum Kind {
        /** A whole question, or a phrase that asks for an answer. */
        COMPLETE,
        /** Words that may be all. */
        USUAL,
        /** Words that call for more. */
        HANGING
    }

    /** The longest silence of a turn; null or blank text is a turn of which nothing is known. */
    static Duration silenceFor(@Nullable String textSoFar) {
        if (textSoFar == null || textSoFar.isBlank()) {
            return USUAL;
        }
        return switch (kindOf(textSoFar)) {
            case COMPLETE -> COMPLETE;
            case USUAL -> USUAL;
            case HANGING -> HANGING;
        };
    }

    /** What words these are, as far as they go; not blank. */
    static Kind kindOf(String textSoFar) {
        String text = textSoFar.strip();
        String lastSentence = lastSentence(text);
        String[] words = lastSentence.split(" ", -1);
        String last = words[words.length - 1];
        if (NEVER_LAST.contains(last)) {
            return Kind.HANGING;
        }
        if (text.endsWith("?")) {
            return Kind.COMPLETE;
        }
        if (text.endsWith(",") || text.endsWith("...") || text.endsWith("…")) {
            return Kind.HANGING;
        }
        if (CHECK_PHRASE.matcher(lastSentence).find()) {
            return Kind.COMPLETE;
        }
        if (HANGING_WORDS.contains(last)
                || PREFACES.contains(whole(text))
                || NOTHING_ASKED_YET.matcher(lastSentence).find()) {
            return Kind.HANGING;
        }
        if (text.endsWith(".")) {
            return Kind.USUAL; // who punctuates has heard no question
        }
        boolean question =
                words.length >= SHORTEST_QUESTION && QUESTION.matcher(lastSentence).find();
        return question ? Kind.COMPLETE : Kind.USUAL;
    }

    private static String whole(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z' ]", " ")
                .replaceAll("\\s+", " ")
                .strip();
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
