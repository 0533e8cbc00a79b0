package com.oetpraxis.ai.feedback;

import com.oetpraxis.ai.transcript.Quote;
import com.oetpraxis.ai.transcript.Transcript;
import com.oetpraxis.ai.transcript.Turn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The sentences of a talk, to quote from. */
final class Lines {

    private static final int MOST_WORDS_SAID_BACK = 16;
    private static final int MOST_WORDS_SHOWN = 35;

    private final Transcript transcript;

    Lines(Transcript transcript) {
        this.transcript = transcript;
    }

    /** All sentences of the learner's, in order. */
    List<Quote> learner() {
        return transcript.learnerTurns().stream()
                .flatMap(turn -> sentences(turn).stream())
                .toList();
    }

    private static List<Quote> sentences(Turn turn) {
        var sentences = new ArrayList<Quote>();
        var text = turn.text();
        int from = 0;
        for (int at = 0; at <= text.length(); at++) {
            boolean end = at == text.length() || isEnd(text, at);
            if (end) {
                int to = Math.min(text.length(), at + 1);
                while (to < text.length() && ".?!\u2026".indexOf(text.charAt(to)) >= 0) {
                    to++;
                }
                add(turn, from, to, sentences);
                from = to;
                at = Math.max(at, to - 1);
            }
        }
        return sentences;
    }

    private static boolean isEnd(String text, int at) {
        char c = text.charAt(at);
        if (c != '.' && c != '?' && c != '!') {
            return false;
        }
        boolean inside = at + 1 < text.length() && !Character.isWhitespace(text.charAt(at + 1));
        boolean more = inside && ".?!\u2026".indexOf(text.charAt(at + 1)) >= 0;
        return (!inside || more) && !afterTitle(text, at);
    }

    private static boolean afterTitle(String text, int at) {
        return Pattern.compile("\\b(Mr|Mrs|Ms|Dr)$").matcher(text.substring(0, at)).find();
    }

    private static void add(Turn turn, int from, int to, List<Quote> sentences) {
        int start = from;
        int end = to;
        while (start < end && Character.isWhitespace(turn.text().charAt(start))) {
            start++;
        }
        while (end > start && Character.isWhitespace(turn.text().charAt(end - 1))) {
            end--;
        }
        if (turn.text().substring(start, end).codePoints().anyMatch(Character::isLetterOrDigit)) {
            sentences.add(Quote.of(turn, start, end));
        }
    }

    /** The sentence that holds a quote. */
    Quote sentenceOf(Quote quote) {
        return turn(quote.turn())
                .flatMap(turn ->
                        sentences(turn).stream()
                                .filter(one ->
                                        one.start() <= quote.start() && one.end() > quote.start())
                                .findFirst())
                .orElse(quote);
    }

    /** The last sentence within a quote. */
    Quote lastSentenceOf(Quote quote) {
        return turn(quote.turn())
                .flatMap(turn ->
                        sentences(turn).stream()
                                .filter(one ->
                                        one.start() >= quote.start() && one.start() < quote.end())
                                .reduce((one, other) -> other))
                .orElse(quote);
    }

    private Optional<Turn> turn(int index) {
        return transcript.turns().stream().filter(turn -> turn.index() == index).findFirst();
    }

    /** The longest sentence of the learner's that a report can show; else the shortest of all. */
    Optional<Quote> longest() {
        var byLength = Comparator.comparingInt((Quote one) -> one.text().length());
        return learner().stream()
                .filter(one -> words(one.text()) <= MOST_WORDS_SHOWN)
                .max(byLength)
                .or(() -> learner().stream().min(byLength));
    }

    Optional<Quote> first() {
        return learner().stream().findFirst();
    }

    Optional<Quote> last() {
        return learner().stream().reduce((one, other) -> other);
    }

    /** The last thing the patient said before a turn, short enough to be said back. */
    Optional<String> patientBefore(int turn) {
        String before = null;
        for (var one : transcript.turns()) {
            if (one.index() == turn) {
                break;
            }
            if (!one.isLearner() && !one.text().isBlank()) {
                before =
                        sentences(one).stream()
                                .map(Quote::text)
                                .filter(text -> words(text) <= MOST_WORDS_SAID_BACK)
                                .reduce((first, second) -> words(second) > 2 ? second : first)
                                .orElse(null);
            }
        }
        return Optional.ofNullable(before);
    }

    private static int words(String text) {
        return text.split("\\s+", -1).length;
    }
}
