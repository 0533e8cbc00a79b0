package com.oetpraxis.ai.pattern;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Splits a turn into question and statement clauses, by its punctuation where it has some and by
 * question words and pauses where a recogniser has left it out.
 *
 * <p>The rules are {@code clause_split} of the engine's data. Three things it leaves open are
 * settled here. Of the parts of a question that is split again, the last is a question, an earlier
 * one only if it starts like one ("I'd give you paracetamol, is that all right?" advises and asks).
 * A last clause without any end mark is judged as recognised speech is. Typed text has no pauses:
 * there a comma or a greeting before a question word counts as one.
 */
public final class ClauseSplitter {

    /** The shortest pause that parts two clauses of unpunctuated speech, in seconds. */
    private static final double PAUSE = 0.5;

    private static final int LONGEST_ANY_QUESTION = 10;

    private static final Set<String> LEADING =
            Set.of(
                    "and", "so", "but", "well", "now", "right", "ok", "okay", "um", "uh", "or",
                    "er", "erm", "then");
    private static final Set<String> JOINING = Set.of("and", "or");
    private static final Set<String> RAW_JOINING = Set.of("and", "or", "so");
    private static final Set<String> GREETING =
            Set.of("hello", "hi", "morning", "afternoon", "evening", "please");
    private static final Set<String> TITLES =
            Set.of("mr", "mrs", "ms", "dr", "prof", "st", "e.g", "i.e", "etc", "vs", "approx");
    private static final Set<String> AFTER_WHEN =
            Set.of(
                    "do", "does", "did", "is", "are", "was", "were", "am", "have", "has", "had",
                    "will", "would", "exactly");

    private static final Set<String> PRONOUNS =
            Set.of("i", "you", "he", "she", "it", "we", "they", "there", "that");

    /** Verbs that stand before their subject in a question and nowhere else. */
    private static final Set<String> INVERTED =
            Set.of(
                    "do", "does", "did", "is", "are", "was", "were", "have", "has", "had", "can",
                    "could", "would", "will", "should", "shall");

    private static final Set<String> ASKED_ABOUT =
            Set.of("you", "he", "she", "it", "they", "we", "anything", "anyone", "anybody");
    private static final Set<String> ANY = Set.of("any", "anything", "anyone", "anybody", "some");

    /** Behind verb and subject these show a statement: "The good news is it will heal." */
    private static final Set<String> FINITE =
            Set.of(
                    "will",
                    "wont",
                    "can",
                    "cant",
                    "cannot",
                    "is",
                    "isnt",
                    "are",
                    "arent",
                    "was",
                    "should",
                    "shouldnt",
                    "could",
                    "might",
                    "may",
                    "must",
                    "does",
                    "doesnt",
                    "need",
                    "needs",
                    "dont",
                    "has",
                    "hasnt");

    /** First in a sentence these may stand for "if". */
    private static final Set<String> CONDITIONAL = Set.of("should", "had", "were");

    /** After these such a verb has its subject already, or is none. */
    private static final Set<String> SUBJECTS =
            Set.of(
                    "i", "you", "he", "she", "it", "we", "they", "that", "which", "who", "to",
                    "will", "can", "could", "would", "should", "must", "may", "might", "ill",
                    "youll", "not", "never", "dont", "please", "people", "and");

    private static final Set<String> ASKING =
            Set.of(
                    "what",
                    "when",
                    "where",
                    "who",
                    "why",
                    "how",
                    "which",
                    "whose",
                    "since",
                    "whereabouts");

    /** Without a question mark these open no question. */
    private static final Set<String> NEVER_ASKING = Set.of("which", "if");

    /** How many words may stand between a question word and its verb. */
    private static final int BETWEEN = 3;

    /** Asked for assent to what went before ("Rest it, okay?"), a statement stays one. */
    private static final Set<String> ASSENT = Set.of("okay", "ok");

    private final Set<String> openers;

    /**
     * @param openers words that open a question, as normalised words
     */
    public ClauseSplitter(List<String> openers) {
        this.openers = Set.copyOf(openers);
    }

    /** Splits a turn of which only the text is known. */
    public List<Clause> split(String turn) {
        return split(turn, List.of());
    }

    /**
     * Splits a turn.
     *
     * @param spoken its words with their times, in order; pauses are not known where it is empty or
     *     does not fit the text
     */
    public List<Clause> split(String turn, List<SpokenWord> spoken) {
        var clauses = new ArrayList<Clause>();
        int from = 0;
        for (int at = 0; at < turn.length(); at++) {
            if (isEndMark(turn, at)) {
                int end = at + 1;
                while (end < turn.length() && isMark(turn.charAt(end))) {
                    end++;
                }
                boolean asked = turn.substring(at, end).indexOf('?') >= 0;
                addMarked(clauses, turn, from, end, asked);
                from = end;
                at = end - 1;
            }
        }
        addUnmarked(clauses, turn, from, clauses.isEmpty() ? spoken : List.of());
        return List.copyOf(clauses);
    }

    private void addMarked(List<Clause> clauses, String turn, int from, int end, boolean asked) {
        var words = NormalisedText.of(turn, from, end);
        if (words.isEmpty()) {
            return;
        }
        if (!asked) {
            boolean misheard = turn.charAt(end - 1) == '.' && isInverted(words);
            clauses.add(
                    clause(
                            misheard ? ClauseKind.QUESTION : ClauseKind.STATEMENT,
                            turn,
                            words,
                            end));
            return;
        }
        if (asksForAssent(turn, words)) {
            clauses.add(clause(ClauseKind.STATEMENT, turn, words, end));
            return;
        }
        int first = 0;
        for (int i = 1; i < words.size(); i++) {
            if (opens(words, i) && followsJoint(turn, words, i) && !isTag(words, i)) {
                var part = words.slice(first, i);
                clauses.add(
                        clause(
                                startsLikeQuestion(part)
                                        ? ClauseKind.QUESTION
                                        : ClauseKind.STATEMENT,
                                turn,
                                part,
                                lastEnd(part)));
                first = i;
            }
        }
        clauses.add(clause(ClauseKind.QUESTION, turn, words.slice(first, words.size()), end));
    }

    private boolean asksForAssent(String turn, NormalisedText words) {
        int last = words.size() - 1;
        return last > 2
                && ASSENT.contains(words.word(last))
                && commaBefore(turn, words, last)
                && !startsLikeQuestion(words);
    }

    private boolean followsJoint(String turn, NormalisedText words, int i) {
        if (JOINING.contains(words.word(i - 1))) {
            return true;
        }
        return !words.word(i).equals("which") && commaBefore(turn, words, i);
    }

    /**
     * Whether only "are you", "is it" or the like follows, which turns a statement into a question,
     * or an "or what" that ends one.
     */
    private static boolean isTag(NormalisedText words, int i) {
        return i + 1 == words.size()
                || (i + 2 == words.size() && PRONOUNS.contains(words.word(i + 1)));
    }

    private static boolean commaBefore(String turn, NormalisedText words, int i) {
        var between =
                turn.substring(words.tokens().get(i - 1).end(), words.tokens().get(i).start());
        return between.indexOf(',') >= 0
                || between.indexOf('\u2013') >= 0
                || between.indexOf('\u2014') >= 0
                || between.indexOf(':') >= 0;
    }

    private void addUnmarked(List<Clause> clauses, String turn, int from, List<SpokenWord> spoken) {
        var words = NormalisedText.of(turn, from, turn.length());
        if (words.isEmpty()) {
            return;
        }
        var afterPause = afterPause(words, spoken);
        int first = 0;
        for (int i = 1; i <= words.size(); i++) {
            if (i == words.size()
                    || (opens(words, i) && partsBefore(turn, words, i, spoken, afterPause))) {
                addSpoken(clauses, turn, words.slice(first, i));
                first = i;
            }
        }
    }

    /** A stretch of unpunctuated speech, parted once more where a question begins inside it. */
    private void addSpoken(List<Clause> clauses, String turn, NormalisedText part) {
        if (startsLikeQuestion(part)) {
            clauses.add(clause(ClauseKind.QUESTION, turn, part, lastEnd(part)));
            return;
        }
        int at = NEVER_ASKING.contains(part.word(0)) ? -1 : questionInside(part);
        if (at > 1) {
            var before = part.slice(0, at);
            clauses.add(clause(ClauseKind.STATEMENT, turn, before, lastEnd(before)));
        }
        var rest = at > 1 ? part.slice(at, part.size()) : part;
        clauses.add(
                clause(
                        at >= 0 ? ClauseKind.QUESTION : ClauseKind.STATEMENT,
                        turn,
                        rest,
                        lastEnd(rest)));
    }

    /**
     * Whether the words can only be a question, though a recogniser has put a full stop behind
     * them: the verb stands before its subject, first or after a question word.
     */
    private static boolean isInverted(NormalisedText words) {
        int i = 0;
        while (i < words.size() - 1 && LEADING.contains(words.word(i))) {
            i++;
        }
        int from = i;
        if (ASKING.contains(words.word(i))) {
            while (i < words.size() && i < from + BETWEEN && !INVERTED.contains(words.word(i))) {
                i++;
            }
        }
        return i + 1 < words.size()
                && INVERTED.contains(words.word(i))
                && !(i == from && CONDITIONAL.contains(words.word(i)))
                && ASKED_ABOUT.contains(words.word(i + 1));
    }

    /**
     * Where a question begins that nothing parts from what was said before it: at a verb before its
     * subject, or at the question word shortly before that; -1 if there is none.
     */
    private static int questionInside(NormalisedText words) {
        for (int i = 1; i + 1 < words.size(); i++) {
            if (!INVERTED.contains(words.word(i)) || SUBJECTS.contains(words.word(i - 1))) {
                continue;
            }
            boolean asksWhetherThereIs =
                    words.word(i + 1).equals("there")
                            && i + 2 < words.size()
                            && ANY.contains(words.word(i + 2));
            boolean goesOn = i + 2 < words.size() && FINITE.contains(words.word(i + 2));
            if ((ASKED_ABOUT.contains(words.word(i + 1)) && !goesOn) || asksWhetherThereIs) {
                for (int back = i - 1; back >= 0 && back >= i - BETWEEN; back--) {
                    if (ASKING.contains(words.word(back))) {
                        return back;
                    }
                }
                return i;
            }
        }
        return -1;
    }

    private boolean partsBefore(
            String turn,
            NormalisedText words,
            int i,
            List<SpokenWord> spoken,
            Set<Integer> afterPause) {
        if (RAW_JOINING.contains(words.word(i - 1)) || afterPause.contains(i)) {
            return true;
        }
        return spoken.isEmpty()
                && (GREETING.contains(words.word(i - 1)) || commaBefore(turn, words, i));
    }

    private static Set<Integer> afterPause(NormalisedText words, List<SpokenWord> spoken) {
        var starts = new ArrayList<Integer>();
        int lastStart = -1;
        for (int i = 0; i < words.size(); i++) {
            int start = words.tokens().get(i).start();
            if (start != lastStart) {
                starts.add(i);
                lastStart = start;
            }
        }
        var pauses = new HashSet<Integer>();
        if (starts.size() != spoken.size()) {
            return pauses;
        }
        for (int i = 1; i < spoken.size(); i++) {
            if (spoken.get(i).start() - spoken.get(i - 1).end() >= PAUSE) {
                pauses.add(starts.get(i));
            }
        }
        return pauses;
    }

    /** Whether the word at an index opens a question where one may begin. */
    private boolean opens(NormalisedText words, int i) {
        var word = words.word(i);
        if (!openers.contains(word) || isSecondHalf(words, i)) {
            return false;
        }
        return !word.equals("when")
                || (i + 1 < words.size() && AFTER_WHEN.contains(words.word(i + 1)));
    }

    /** Whether this is the "is" of a "what's". */
    private static boolean isSecondHalf(NormalisedText words, int i) {
        return i > 0 && words.tokens().get(i).start() < words.tokens().get(i - 1).end();
    }

    /** The test for unpunctuated speech, after the words that only lead in. */
    private boolean startsLikeQuestion(NormalisedText words) {
        int i = 0;
        while (i < words.size() - 1 && LEADING.contains(words.word(i))) {
            i++;
        }
        var word = words.word(i);
        if (!opens(words, i) || NEVER_ASKING.contains(word)) {
            return false;
        }
        return !word.equals("any") || words.size() - i <= LONGEST_ANY_QUESTION;
    }

    private static Clause clause(ClauseKind kind, String turn, NormalisedText words, int end) {
        int start = words.tokens().getFirst().start();
        return new Clause(kind, turn.substring(start, end).strip(), start, end, words);
    }

    private static int lastEnd(NormalisedText words) {
        return words.tokens().getLast().end();
    }

    private static boolean isMark(char c) {
        return c == '.' || c == '?' || c == '!' || c == ';' || c == '\u2026';
    }

    private static boolean isEndMark(String turn, int at) {
        char c = turn.charAt(at);
        if (!isMark(c)) {
            return false;
        }
        if (c != '.') {
            return true;
        }
        boolean last = at + 1 == turn.length();
        if (!last && Character.isLetterOrDigit(turn.charAt(at + 1))) {
            return false; // 39.4, e.g.
        }
        int from = at;
        while (from > 0 && !Character.isWhitespace(turn.charAt(from - 1))) {
            from--;
        }
        var word = turn.substring(from, at).toLowerCase(Locale.ROOT);
        return last || !TITLES.contains(word);
    }
}
