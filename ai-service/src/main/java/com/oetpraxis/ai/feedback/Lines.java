package com.oetpraxis.ai.feedback;

import com.oetpraxis.ai.transcript.Quote;
import com.oetpraxis.ai.transcript.Transcript;
import com.oetpraxis.ai.transcript.Turn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The sentences of a talk, to quote from. */
final class Lines {

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
        return longest(_ -> true)
                .or(() -> learner().stream().min(Comparator.comparingInt(Lines::length)));
    }

    /** The longest of these sentences that a report can show. */
    Optional<Quote> longest(Predicate<Quote> these) {
        return learner().stream()
                .filter(one -> words(one.text()) <= MOST_WORDS_SHOWN)
                .filter(these)
                .max(Comparator.comparingInt(Lines::length));
    }

    private static int length(Quote quote) {
        return quote.text().length();
    }

    Optional<Quote> first() {
        return learner().stream().findFirst();
    }

    Optional<Quote> last() {
        return learner().stream().reduce((one, other) -> other);
    }

    /** What the patient said just before a turn; empty where nobody spoke. */
    String patientBefore(int turn) {
        var before = new StringBuilder();
        for (var one : transcript.turns()) {
            if (one.index() == turn) {
                break;
            }
            if (one.isLearner()) {
                before.setLength(0);
            } else {
                before.append(one.text()).append(' ');
            }
        }
        return before.toString();
    }

    /** The last question of the patient's just before a turn; empty where nothing was asked. */
    Optional<String> questionBefore(int turn) {
        return Pattern.compile("[^.?!\u2026]+\\?")
                .matcher(patientBefore(turn))
                .results()
                .map(found -> found.group().strip())
                .reduce((_, later) -> later);
    }

    /** The whole sentence of a quote, where it is short enough to be shown; else the quote. */
    Quote shown(Quote quote) {
        var sentence = sentenceOf(quote);
        boolean whole =
                sentence.turn() == quote.turn()
                        && sentence.start() <= quote.start()
                        && sentence.end() >= quote.end();
        return whole && words(sentence.text()) <= MOST_WORDS_SHOWN ? sentence : quote;
    }

    private static int words(String text) {
        return text.split("\\s+", -1).length;
    }
}
