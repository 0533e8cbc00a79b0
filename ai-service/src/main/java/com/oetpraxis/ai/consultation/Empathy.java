package com.oetpraxis.ai.consultation;

import com.oetpraxis.ai.behaviour.Observed;
import com.oetpraxis.ai.pattern.NormalisedText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the learner says to a feeling, and the formulas that only sound so. */
public final class Empathy {

    /** How many empathic statements count. */
    static final int CREDITED_EMPATHY = 3;

    /** What a bare formula of empathy is worth beside one that says what it is about. */
    private static final double BARE_EMPATHY = 0.35;

    private static final int STUFFING_FROM = 4;
    private static final List<String> FEELINGS =
            List.of(
                    "worr",
                    "scar",
                    "frighten",
                    "afraid",
                    "upset",
                    "angr",
                    "frustrat",
                    "asham",
                    "embarrass",
                    "lonel",
                    "guilt",
                    "pain",
                    "tired",
                    "exhaust",
                    "nervous",
                    "anxi",
                    "terrif",
                    "hurt",
                    "sad",
                    "disappoint",
                    "confus",
                    "relie",
                    "proud",
                    "hate");
    private static final Set<String> FORMULA_STEMS =
            Set.of(
                    "natural", "normal", "lik", "tel", "put", "imagin", "tough", "terribl",
                    "horribl", "awful", "rough", "sound", "seem", "look", "happen", "mean",
                    "person", "thought", "think", "lot", "moment", "week");

    private final Talk talk;
    private final ClauseKinds kinds;
    private final Findings found;

    private double statements;
    private int stuffing;

    private Empathy(Talk talk, ClauseKinds kinds, Findings found) {
        this.talk = talk;
        this.kinds = kinds;
        this.found = found;
    }

    static Empathy of(Talk talk, ClauseKinds kinds, Findings found) {
        var empathy = new Empathy(talk, kinds, found);
        empathy.readEmpathy();
        return empathy;
    }

    /**
     * A statement counts once for each pattern and only when the patient gave cause; in full where
     * it says what it is about, else in part. The best three count. Formulas without cause or said
     * again are stuffing.
     */
    private void readEmpathy() {
        var seen = new HashSet<String>();
        var values = new ArrayList<Double>();
        int caused = 0;
        int empty = 0;
        for (var turn : talk.turns()) {
            for (var clause : turn.own().toList()) {
                var patterns = ClauseKinds.empathyPatterns(clause);
                if (patterns.isEmpty()) {
                    continue;
                }
                boolean fresh = patterns.stream().anyMatch(one -> !seen.contains(one.source()));
                boolean bare = isBare(clause, turn);
                if (turn.before().givesCause() && fresh) {
                    values.add(bare ? BARE_EMPATHY : 1);
                    found.credit(Criterion.RELATIONSHIP, kindOf(patterns, bare), clause.quote());
                    patterns.forEach(one -> seen.add(one.source()));
                } else if (bare && (!turn.before().givesCause() || caused >= CREDITED_EMPATHY)) {
                    empty++;
                    if (empty >= STUFFING_FROM) {
                        found.deduct(Criterion.RELATIONSHIP, "stock_phrase", clause.quote());
                    }
                }
                if (turn.before().givesCause()) {
                    caused++;
                }
            }
        }
        values.sort(Comparator.reverseOrder());
        statements = values.stream().limit(CREDITED_EMPATHY).mapToDouble(Double::doubleValue).sum();
        stuffing = Math.max(0, empty - STUFFING_FROM + 1);
    }

    private String kindOf(List<Observed> patterns, boolean bare) {
        var exploring =
                kinds.cue("empathy_explore").patterns().stream().map(one -> one.source()).toList();
        if (patterns.stream().allMatch(one -> exploring.contains(one.source()))) {
            return "explores";
        }
        return bare ? "empathy_bare" : "empathy";
    }

    /** Nothing in it says what it is about: only stock words, no feeling the patient named. */
    static boolean isBare(LearnerClause clause, LearnerTurn turn) {
        var named =
                turn.before().causes().stream().flatMap(c -> feelings(c.words()).stream()).toList();
        return feelings(clause.clause().words()).stream().noneMatch(named::contains)
                && !Stems.share(clause.stems(), turn.before().stems())
                && clause.stems().stream().allMatch(FORMULA_STEMS::contains);
    }

    private static Set<String> feelings(NormalisedText words) {
        var feelings = new HashSet<String>();
        for (var token : words.tokens()) {
            FEELINGS.stream().filter(token.word()::startsWith).forEach(feelings::add);
        }
        return feelings;
    }

    /** Sum over the best three empathic statements with cause, 0 to 3. */
    public double statements() {
        return statements;
    }

    /** Empathic formulas without cause or said again, from the fourth on. */
    public int stuffing() {
        return stuffing;
    }
}
