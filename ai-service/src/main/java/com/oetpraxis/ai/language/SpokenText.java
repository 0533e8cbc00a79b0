package com.oetpraxis.ai.language;

import com.oetpraxis.ai.pattern.Clause;
import com.oetpraxis.ai.pattern.ClauseSplitter;
import com.oetpraxis.ai.transcript.TimedWord;
import com.oetpraxis.ai.transcript.Turn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One turn, its words and its clauses. The clauses are those of the turn without hesitation,
 * repeats, accents and differences of spelling, so that none of these hides what was said; every
 * position can be led back to the words as they stand.
 */
public final class SpokenText {

    /** What an addressed name becomes in clauses: no word that any pattern knows. */
    static final String NAME = "Zname";

    private static final Set<String> SAID_TWICE =
            Set.of(
                    "very", "really", "that", "had", "no", "yes", "bye", "so", "many", "much",
                    "too", "now", "there", "well", "ok", "please", "far", "more", "never");

    private final Turn turn;
    private final List<SpokenWordForm> words;
    private final String clean;
    private final int[] startOf;
    private final int[] endOf;
    private final List<Clause> clauses;

    private SpokenText(
            Turn turn,
            List<SpokenWordForm> words,
            String clean,
            int[] startOf,
            int[] endOf,
            List<Clause> clauses) {
        this.turn = turn;
        this.words = List.copyOf(words);
        this.clean = clean;
        this.startOf = startOf;
        this.endOf = endOf;
        this.clauses = clauses;
    }

    public static SpokenText of(Turn turn, Names names, WordData data, ClauseSplitter splitter) {
        var raw = RawWord.of(turn.text());
        var words = words(turn, raw, names, data);
        var clean = new StringBuilder();
        var starts = new int[turn.text().length() * 4 + 8];
        var ends = new int[starts.length];
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            if (!word.counts()) {
                continue;
            }
            var form =
                    word.name() && names.isAddressed(word.term())
                            ? NAME
                            : inItsCase(inTwoWords(word.term()), word.surface());
            put(clean, starts, ends, form, word.start(), word.end());
            char mark = markAfter(words, i);
            if (mark != ' ') {
                put(clean, starts, ends, Character.toString(mark), word.end() - 1, word.end());
            }
            put(clean, starts, ends, " ", word.end(), word.end());
        }
        var text = clean.toString();
        return new SpokenText(turn, words, text, starts, ends, splitter.split(text));
    }

    /** The mark after a word when the hesitation after it is left out. */
    private static char markAfter(List<SpokenWordForm> words, int i) {
        char mark = words.get(i).after();
        for (int k = i + 1; k < words.size() && !words.get(k).counts(); k++) {
            var left = words.get(k);
            if (left.endsSentence() && !isEnd(mark)) {
                mark = left.after();
            } else if (left.filler() && mark == ',') {
                mark = ' ';
            }
        }
        return mark == '\u2026' ? '.' : mark;
    }

    private static boolean isEnd(char mark) {
        return mark == '.' || mark == '?' || mark == '!' || mark == ';' || mark == '\u2026';
    }

    private static void put(
            StringBuilder clean, int[] starts, int[] ends, String piece, int start, int end) {
        for (int i = 0; i < piece.length(); i++) {
            starts[clean.length()] = start;
            ends[clean.length()] = end;
            clean.append(piece.charAt(i));
        }
    }

    private static String inTwoWords(String term) {
        return term.equals("alright") ? "all right" : term;
    }

    private static String inItsCase(String term, String surface) {
        return Character.isUpperCase(surface.codePointAt(0)) && !term.isEmpty()
                ? Character.toUpperCase(term.charAt(0)) + term.substring(1)
                : term;
    }

    private static List<SpokenWordForm> words(
            Turn turn, List<RawWord> raw, Names names, WordData data) {
        var terms = raw.stream().map(word -> Spelling.of(word.surface())).toList();
        var fillers = new boolean[raw.size()];
        for (int i = 0; i < fillers.length; i++) {
            fillers[i] = data.isFiller(terms.get(i));
        }
        boolean hasCapitals = turn.text().chars().anyMatch(Character::isUpperCase);
        var named = new boolean[raw.size()];
        boolean initial = true;
        for (int i = 0; i < named.length; i++) {
            named[i] = names.isName(raw.get(i), initial, hasCapitals);
            initial = raw.get(i).endsSentence() && !isTitle(terms.get(i));
        }
        var repeated = repeats(raw, terms, fillers, named);
        var timed = timed(turn, raw);
        var words = new ArrayList<SpokenWordForm>();
        for (int i = 0; i < raw.size(); i++) {
            var word = raw.get(i);
            words.add(
                    new SpokenWordForm(
                            word.surface(),
                            terms.get(i),
                            word.start(),
                            word.end(),
                            fillers[i],
                            repeated[i],
                            named[i],
                            word.after(),
                            timed[i]));
        }
        return words;
    }

    private static boolean isTitle(String term) {
        return term.equals("mr") || term.equals("mrs") || term.equals("ms") || term.equals("dr");
    }

    /** One to three words said again at once: the first saying is the one that was left. */
    private static boolean[] repeats(
            List<RawWord> raw, List<String> terms, boolean[] fillers, boolean[] named) {
        var repeated = new boolean[raw.size()];
        var said = new ArrayList<Integer>();
        for (int i = 0; i < repeated.length; i++) {
            if (!fillers[i] && !named[i]) {
                said.add(i);
            }
        }
        for (int length = 3; length >= 1; length--) {
            for (int at = 0; at + 2 * length <= said.size(); at++) {
                if (isRepeat(raw, terms, said, at, length)) {
                    for (int k = 0; k < length; k++) {
                        repeated[said.get(at + k)] = true;
                    }
                }
            }
        }
        return repeated;
    }

    private static boolean isRepeat(
            List<RawWord> raw, List<String> terms, List<Integer> said, int at, int length) {
        for (int k = 0; k < length; k++) {
            if (!terms.get(said.get(at + k)).equals(terms.get(said.get(at + length + k)))) {
                return false;
            }
        }
        for (int i = said.get(at); i < said.get(at + length); i++) {
            if (raw.get(i).endsSentence()) {
                return false;
            }
        }
        var first = terms.get(said.get(at));
        return length > 1 || (!SAID_TWICE.contains(first) && !Character.isDigit(first.charAt(0)));
    }

    private static @Nullable TimedWord[] timed(Turn turn, List<RawWord> raw) {
        var timed = new @Nullable TimedWord[raw.size()];
        var heard = turn.words();
        if (heard.size() == raw.size()) {
            for (int i = 0; i < timed.length; i++) {
                timed[i] = heard.get(i);
            }
            return timed;
        }
        int next = 0;
        for (int i = 0; i < timed.length; i++) {
            var term = Spelling.of(raw.get(i).surface());
            for (int k = next; k < Math.min(heard.size(), next + 4); k++) {
                if (Spelling.of(heard.get(k).word()).equals(term)) {
                    timed[i] = heard.get(k);
                    next = k + 1;
                    break;
                }
            }
        }
        return timed;
    }

    public Turn turn() {
        return turn;
    }

    /** All words in order, hesitation and repeats with them. */
    public List<SpokenWordForm> words() {
        return words;
    }

    /** Clauses of the cleaned turn; their positions are led back by {@link #original}. */
    public List<Clause> clauses() {
        return clauses;
    }

    /** The cleaned turn. */
    String clean() {
        return clean;
    }

    /** Number of words of the talk; a name of several words is one. */
    public int wordCount() {
        int count = 0;
        boolean inName = false;
        for (var word : words) {
            if (word.counts()) {
                if (!(word.name() && inName)) {
                    count++;
                }
                inName = word.name();
            }
        }
        return count;
    }

    /** Leads a stretch of the cleaned turn back to the turn as it stands, in UTF-16 units. */
    public Stretch original(int cleanStart, int cleanEnd) {
        if (cleanStart >= cleanEnd || cleanEnd > clean.length()) {
            throw new IllegalArgumentException("No stretch of this turn");
        }
        int last = cleanEnd - 1;
        while (last > cleanStart && !Character.isLetterOrDigit(clean.charAt(last))) {
            last--;
        }
        return new Stretch(startOf[cleanStart], endOf[last]);
    }

    /** Where a clause stands in the turn, without its end mark. */
    public Stretch original(Clause clause) {
        return original(clause.start(), clause.end());
    }

    /** Words of the talk within a stretch. */
    List<SpokenWordForm> wordsIn(Stretch stretch) {
        return words.stream()
                .filter(word -> word.start() < stretch.end() && word.end() > stretch.start())
                .toList();
    }

    /** Characters of a turn, in UTF-16 units, the end exclusive. */
    public record Stretch(int start, int end) {}

    @Override
    public String toString() {
        return turn.index() + Arrays.toString(clauses.stream().map(Clause::text).toArray());
    }
}
