package com.oetpraxis.ai.behaviour;

import com.oetpraxis.ai.pattern.Clause;
import com.oetpraxis.ai.pattern.NormalisedText;
import com.oetpraxis.ai.pattern.PhrasePatterns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds behaviours in one learner's turn by the cue lists.
 *
 * <p>Rules: oet-domain 3.5. Every observation names the words it rests on; what an observation is
 * worth is for the caller to say.
 */
public final class BehaviourDetector {

    private static final int LECTURE_WORDS = 60;
    private static final int BRUSH_OFF_WORDS = 12;
    private static final int INTERRUPTING_WORDS = 3;
    private static final int GLOSS_WITHIN_CLAUSES = 2;

    private static final List<String> EMPATHY_LISTS =
            List.of(
                    "empathy_name",
                    "empathy_understand",
                    "empathy_respect",
                    "empathy_support",
                    "empathy_explore",
                    "sorry");

    private static final Set<String> BACKCHANNEL =
            Set.of(
                    "mm", "mhm", "uh", "huh", "yes", "yeah", "i", "see", "ok", "okay", "right",
                    "sure", "of", "course", "go", "on", "oh", "ah", "really");

    private final CueLists lists;
    private final Map<Behaviour, PhrasePatterns> anyClause = new LinkedHashMap<>();
    private final PhrasePatterns distress;
    private final PhrasePatterns leading;
    private final PhrasePatterns openStarters;
    private final PhrasePatterns checkTags;
    private final PhrasePatterns layMarkers;
    private final List<NormalisedText> leadingEnds;
    private final Set<String> openers;

    /**
     * @param openers words that open a question, as normalised words
     */
    public BehaviourDetector(CueLists lists, List<String> openers) {
        this.lists = lists;
        this.openers = Set.copyOf(openers);
        this.distress = lists.cue("patient_distress");
        this.leading = lists.cue("leading");
        this.openStarters = lists.cue("open_starters");
        this.checkTags = lists.cue("check_tags");
        this.layMarkers = lists.cue("lay_marker");
        this.leadingEnds =
                lists.cue("leading_end").patterns().stream()
                        .map(pattern -> NormalisedText.of(pattern.source()))
                        .toList();
        anyClause.put(Behaviour.GREETING, lists.cue("greeting"));
        anyClause.put(Behaviour.INTRODUCTION, lists.cue("introduction"));
        anyClause.put(Behaviour.PURPOSE, lists.cue("purpose"));
        anyClause.put(Behaviour.PERMISSION, lists.cue("permission"));
        anyClause.put(Behaviour.THANKS, lists.cue("thanks"));
        anyClause.put(Behaviour.NORMALISING, lists.cue("normalise"));
        anyClause.put(Behaviour.DISMISSIVE, lists.cue("dismissive"));
        anyClause.put(Behaviour.FALSE_REASSURANCE, lists.cue("false_reassurance"));
        anyClause.put(Behaviour.JUDGEMENTAL, lists.cue("judgemental"));
        anyClause.put(Behaviour.ICE_IDEA, lists.cue("ice_idea"));
        anyClause.put(Behaviour.ICE_CONCERN, lists.cue("ice_concern"));
        anyClause.put(Behaviour.ICE_EXPECTATION, lists.cue("ice_expectation"));
        anyClause.put(Behaviour.ICE_FEELING, lists.cue("ice_feeling"));
        anyClause.put(Behaviour.ICE_IMPACT, lists.cue("ice_impact"));
        anyClause.put(Behaviour.SIGNPOST, lists.cue("signpost"));
        anyClause.put(Behaviour.SUMMARY, lists.cue("summary"));
        anyClause.put(Behaviour.CLOSING, lists.cue("closing"));
        anyClause.put(Behaviour.FACILITATING, lists.cue("facilitate"));
        anyClause.put(Behaviour.CLARIFYING, lists.cue("clarify"));
        anyClause.put(Behaviour.PRIOR_KNOWLEDGE, lists.cue("prior_knowledge"));
        anyClause.put(Behaviour.CHECK_UNDERSTANDING, lists.cue("check_understanding"));
        anyClause.put(Behaviour.TEACH_BACK, lists.cue("teach_back"));
        anyClause.put(Behaviour.INVITES_REACTION, lists.cue("invite_reaction"));
        anyClause.put(Behaviour.INVITES_QUESTIONS, lists.cue("invite_questions"));
        anyClause.put(Behaviour.SAFETY_NET, lists.cue("safety_net"));
    }

    /** All behaviours of a turn, clause by clause. */
    public List<Observed> detect(TurnContext turn) {
        var found = new ArrayList<Observed>();
        for (int i = 0; i < turn.clauses().size(); i++) {
            detectIn(turn, i, found);
        }
        addInterruption(turn, found);
        addLecture(turn, found);
        return List.copyOf(found);
    }

    /** Whether what the patient said gives cause for an empathic answer. */
    public boolean givesCauseForEmpathy(NormalisedText patientLine) {
        return distress.matches(patientLine);
    }

    private void detectIn(TurnContext turn, int index, List<Observed> found) {
        var clause = turn.clauses().get(index);
        anyClause.forEach(
                (behaviour, patterns) -> addAll(behaviour, patterns, clause, index, found));
        addPromise(clause, index, found);
        addNames(turn, clause, index, found);
        addEmpathy(turn, clause, index, found);
        addBrushOff(turn, clause, index, found);
        addJargon(turn, clause, index, found);
        if (clause.isQuestion()) {
            addQuestion(clause, index, found);
        }
    }

    private static void addAll(
            Behaviour behaviour,
            PhrasePatterns patterns,
            Clause clause,
            int index,
            List<Observed> found) {
        for (var match : patterns.all(clause.words())) {
            var tokens = clause.words().tokens();
            found.add(
                    new Observed(
                            behaviour,
                            tokens.get(match.first()).start(),
                            tokens.get(match.last()).end(),
                            index,
                            match.pattern().source()));
        }
    }

    private static void addPromise(Clause clause, int index, List<Observed> found) {
        if (Promise.in(clause.words()) == Promise.OF_AN_OUTCOME) {
            add(Behaviour.FALSE_REASSURANCE, clause, index, found);
        }
    }

    private void addNames(TurnContext turn, Clause clause, int index, List<Observed> found) {
        for (var token : clause.words().tokens()) {
            if (turn.names().contains(token.word())) {
                found.add(
                        new Observed(
                                Behaviour.NAME_USE,
                                token.start(),
                                token.end(),
                                index,
                                token.word()));
                return;
            }
        }
        addAll(Behaviour.NAME_USE, lists.cue("name_use"), clause, index, found);
    }

    private void addEmpathy(TurnContext turn, Clause clause, int index, List<Observed> found) {
        var behaviour =
                givesCauseForEmpathy(turn.patientBefore())
                        ? Behaviour.EMPATHY
                        : Behaviour.STOCK_EMPATHY;
        for (var list : EMPATHY_LISTS) {
            addAll(behaviour, lists.cue(list), clause, index, found);
        }
    }

    private void addBrushOff(TurnContext turn, Clause clause, int index, List<Observed> found) {
        for (var match : lists.cue("dont_worry").all(clause.words())) {
            int own = match.last() - match.first() + 1;
            int words = turn.clauses().stream().mapToInt(part -> part.words().size()).sum();
            if (words - own < BRUSH_OFF_WORDS) {
                var tokens = clause.words().tokens();
                found.add(
                        new Observed(
                                Behaviour.DISMISSIVE,
                                tokens.get(match.first()).start(),
                                tokens.get(match.last()).end(),
                                index,
                                match.pattern().source()));
            }
        }
    }

    private void addJargon(TurnContext turn, Clause clause, int index, List<Observed> found) {
        for (var term : lists.jargon()) {
            var match = term.pattern().find(clause.words());
            if (match.isEmpty() || term.pattern().matches(turn.known())) {
                continue;
            }
            var tokens = clause.words().tokens();
            found.add(
                    new Observed(
                            isExplained(turn, index, term)
                                    ? Behaviour.JARGON_EXPLAINED
                                    : Behaviour.JARGON_UNEXPLAINED,
                            tokens.get(match.get().first()).start(),
                            tokens.get(match.get().last()).end(),
                            index,
                            term.term()));
        }
    }

    private boolean isExplained(TurnContext turn, int index, JargonTerm term) {
        int last = Math.min(turn.clauses().size() - 1, index + GLOSS_WITHIN_CLAUSES);
        for (int i = index; i <= last; i++) {
            var words = turn.clauses().get(i).words();
            if (term.lay().matches(words) || layMarkers.matches(words)) {
                return true;
            }
        }
        return false;
    }

    private void addQuestion(Clause clause, int index, List<Observed> found) {
        if (isLeading(clause)) {
            add(Behaviour.LEADING_QUESTION, clause, index, found);
        }
        if (isCompound(clause.words())) {
            add(Behaviour.COMPOUND_QUESTION, clause, index, found);
        }
        if (checkTags.matches(clause.words())) {
            add(Behaviour.CHECK_QUESTION, clause, index, found);
        } else if (openStarters.matches(clause.words())) {
            add(Behaviour.OPEN_QUESTION, clause, index, found);
        } else {
            add(Behaviour.CLOSED_QUESTION, clause, index, found);
        }
    }

    private boolean isLeading(Clause clause) {
        return leading.matches(clause.words())
                || leadingEnds.stream().anyMatch(end -> endsWith(clause.words(), end));
    }

    private static boolean endsWith(NormalisedText words, NormalisedText end) {
        int from = words.size() - end.size();
        if (from < 0) {
            return false;
        }
        for (int i = 0; i < end.size(); i++) {
            if (!words.word(from + i).equals(end.word(i))) {
                return false;
            }
        }
        return true;
    }

    /** A second opener after "and" or "or", or a list of three options. */
    private boolean isCompound(NormalisedText words) {
        int options = 0;
        for (int i = 1; i < words.size(); i++) {
            boolean joint = words.word(i - 1).equals("and") || words.word(i - 1).equals("or");
            if (joint && openers.contains(words.word(i))) {
                return true;
            }
            if (words.word(i).equals("or")) {
                options++;
            }
        }
        return options > 1;
    }

    private static void add(Behaviour behaviour, Clause clause, int index, List<Observed> found) {
        found.add(new Observed(behaviour, clause.start(), clause.end(), index, clause.text()));
    }

    private static void addInterruption(TurnContext turn, List<Observed> found) {
        if (!turn.interrupting() || turn.clauses().isEmpty()) {
            return;
        }
        int words = turn.clauses().stream().mapToInt(clause -> clause.words().size()).sum();
        boolean onlyListening =
                turn.clauses().stream()
                        .flatMap(clause -> clause.words().tokens().stream())
                        .allMatch(token -> BACKCHANNEL.contains(token.word()));
        if (words >= INTERRUPTING_WORDS && !onlyListening) {
            add(Behaviour.INTERRUPTION, turn.clauses().getFirst(), 0, found);
        }
    }

    private void addLecture(TurnContext turn, List<Observed> found) {
        int run = 0;
        int first = 0;
        for (int i = 0; i < turn.clauses().size(); i++) {
            var clause = turn.clauses().get(i);
            if (clause.isQuestion() || checkTags.matches(clause.words())) {
                run = 0;
                first = i + 1;
                continue;
            }
            run += clause.words().size();
            if (run > LECTURE_WORDS) {
                found.add(
                        new Observed(
                                Behaviour.LECTURE,
                                turn.clauses().get(first).start(),
                                clause.end(),
                                first,
                                "lecture"));
                return;
            }
        }
    }
}
