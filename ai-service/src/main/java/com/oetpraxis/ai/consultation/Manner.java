package com.oetpraxis.ai.consultation;

import com.oetpraxis.ai.behaviour.Behaviour;
import com.oetpraxis.ai.pattern.PhrasePatterns;
import java.util.List;

/** Whether the learner hears the patient out and speaks with respect. */
public final class Manner {

    private static final PhrasePatterns REFERS_BACK =
            PhrasePatterns.of(
                    List.of(
                            "you mentioned/you said/you told me/you were saying/you told us",
                            "as you said/like you said/you described",
                            "said about"));

    private final Talk talk;
    private final ClauseKinds kinds;
    private final Findings found;

    private int thanks;
    private int refersBack;
    private int politeForms;
    private int orders;
    private int interruptions;
    private int dismissals;
    private int judgements;
    private int insults;
    private int falseReassurances;
    private boolean normalises;
    private double responsiveness;

    private Manner(Talk talk, ClauseKinds kinds, Findings found) {
        this.talk = talk;
        this.kinds = kinds;
        this.found = found;
    }

    static Manner of(Talk talk, ClauseKinds kinds, Findings found) {
        var manner = new Manner(talk, kinds, found);
        manner.readManner();
        return manner;
    }

    /** Whether the learner hears the patient out and speaks with respect. */
    private void readManner() {
        var soft = kinds.cue("respect_soft");
        int answered = 0;
        int heard = 0;
        for (var turn : talk.turns()) {
            for (var clause : turn.clauses()) {
                readRudeness(clause);
                var words = clause.clause().words();
                if (clause.isOwn() && soft.matches(words)) {
                    politeForms++;
                }
                if (kinds.isOrder(clause)) {
                    orders++;
                    found.deduct(Criterion.APPROPRIATENESS, "order", clause.quote());
                }
            }
            for (var clause : turn.own().toList()) {
                if (clause.shows(Behaviour.THANKS)) {
                    thanks++;
                    found.credit(
                            Criterion.RELATIONSHIP,
                            "thanks",
                            ClauseKinds.firstQuote(clause, Behaviour.THANKS));
                }
                if (REFERS_BACK.matches(clause.clause().words())) {
                    refersBack++;
                    found.credit(Criterion.RELATIONSHIP, "refers_back", clause.quote());
                }
                if (!normalises && clause.shows(Behaviour.NORMALISING)) {
                    normalises = true;
                    found.credit(Criterion.RELATIONSHIP, "normalises", clause.quote());
                }
            }
            if (!turn.before().isSilent() && turn.text().wordCount() > 0) {
                heard++;
                if (responds(turn)) {
                    answered++;
                }
            }
            if (turn.isInterrupting()) {
                turn.clauses().stream()
                        .filter(clause -> clause.shows(Behaviour.INTERRUPTION))
                        .findFirst()
                        .ifPresent(clause -> {
                            interruptions++;
                            found.deduct(Criterion.RELATIONSHIP, "interruption", clause.quote());
                            found.deduct(Criterion.GATHERING, "interruption", clause.quote());
                        });
            }
        }
        responsiveness = heard == 0 ? 0 : (double) answered / heard;
    }

    private void readRudeness(LearnerClause clause) {
        if (kinds.isDismissive(clause)) {
            dismissals++;
            var quote = ClauseKinds.firstQuote(clause, Behaviour.DISMISSIVE);
            found.deduct(Criterion.RELATIONSHIP, "dismissive", quote);
            found.deduct(Criterion.APPROPRIATENESS, "dismissive", quote);
        }
        clause.all(Behaviour.JUDGEMENTAL)
                .findFirst()
                .ifPresent(one -> {
                    judgements++;
                    found.deduct(Criterion.RELATIONSHIP, "judging", clause.quote(one));
                    found.deduct(Criterion.APPROPRIATENESS, "judging", clause.quote(one));
                });
        clause.all(Behaviour.FALSE_REASSURANCE)
                .findFirst()
                .ifPresent(one -> {
                    falseReassurances++;
                    found.deduct(Criterion.RELATIONSHIP, "false_reassurance", clause.quote());
                    found.deduct(Criterion.GIVING, "false_reassurance", clause.quote());
                });
        if (kinds.isInsult(clause)) {
            insults++;
            found.deduct(Criterion.RELATIONSHIP, "insult", clause.quote());
            found.deduct(Criterion.PERSPECTIVE, "insult", clause.quote());
            found.deduct(Criterion.APPROPRIATENESS, "insult", clause.quote());
        }
    }

    private static boolean responds(LearnerTurn turn) {
        return Stems.share(turn.stems(), turn.before().stems())
                || turn.shows(Behaviour.FACILITATING)
                || turn.shows(Behaviour.THANKS)
                || turn.own()
                        .anyMatch(clause ->
                                clause.shows(Behaviour.EMPATHY) && !Empathy.isBare(clause, turn));
    }

    public int thanks() {
        return thanks;
    }

    public int refersBack() {
        return refersBack;
    }

    /** Clauses with "please", "could you", "perhaps" and the like. */
    public int politeForms() {
        return politeForms;
    }

    /** Clauses with "you must", "you have to" and the like. */
    public int orders() {
        return orders;
    }

    public int interruptions() {
        return interruptions;
    }

    public int dismissals() {
        return dismissals;
    }

    public int judgements() {
        return judgements;
    }

    public int insults() {
        return insults;
    }

    public int falseReassurances() {
        return falseReassurances;
    }

    public boolean normalises() {
        return normalises;
    }

    /** Share of the patient's lines that the next turn takes up, 0 to 1. */
    public double responsiveness() {
        return responsiveness;
    }
}
