package com.oetpraxis.ai.consultation;

import com.oetpraxis.ai.behaviour.Behaviour;
import com.oetpraxis.ai.pattern.PhrasePatterns;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the learner asks about the history and lets the patient speak. */
public final class Gathering {

    private static final PhrasePatterns GUESS =
            PhrasePatterns.of(List.of("is it/is this/is that/was it/are they/were they"));

    private final Talk talk;
    private final ClauseKinds kinds;
    private final Findings found;

    private int facilitations;
    private int questions;
    private int openQuestions;
    private boolean opensOpenly;
    private int closedAfterOpen;
    private int leading;
    private double compound;
    private int clarifications;

    private Gathering(Talk talk, ClauseKinds kinds, Findings found) {
        this.talk = talk;
        this.kinds = kinds;
        this.found = found;
    }

    static Gathering of(Talk talk, ClauseKinds kinds, Findings found) {
        var gathering = new Gathering(talk, kinds, found);
        gathering.readQuestions();
        return gathering;
    }

    private void readQuestions() {
        boolean openBefore = false;
        var clarified = new HashSet<String>();
        for (var turn : talk.turns()) {
            LearnerClause before = null;
            for (var clause : turn.clauses()) {
                boolean history = kinds.isHistoryQuestion(clause);
                if (history && clause.isOwn()) {
                    boolean open = kinds.isOpen(clause) && !isClosedAtOnce(clause);
                    questions++;
                    if (questions == 1) {
                        opensOpenly = open;
                        if (open) {
                            found.credit(
                                    Criterion.GATHERING,
                                    "opens_with_open_question",
                                    clause.quote());
                        } else {
                            found.deduct(
                                    Criterion.GATHERING,
                                    "opens_with_closed_question",
                                    clause.quote());
                        }
                    } else if (open) {
                        found.credit(Criterion.GATHERING, "open_question", clause.quote());
                    }
                    openQuestions += open ? 1 : 0;
                    closedAfterOpen += !open && openBefore ? 1 : 0;
                    openBefore |= open;
                }
                if (clause.isQuestion() && clause.shows(Behaviour.LEADING_QUESTION)) {
                    leading++;
                    found.deduct(Criterion.GATHERING, "leading_question", clause.quote());
                }
                readCompound(clause, history ? before : null);
                if (clause.isOwn()
                        && clause.isQuestion()
                        && !turn.before().isSilent()
                        && clause.shows(Behaviour.CLARIFYING)
                        && clause.all(Behaviour.CLARIFYING)
                                .anyMatch(one -> clarified.add(one.source()))) {
                    clarifications++;
                    found.credit(Criterion.GATHERING, "clarifies", clause.quote());
                }
                before = history ? clause : before;
            }
        }
        readFacilitation();
    }

    /** "What is it, is it a cough?" leaves no room for an answer of one's own. */
    private static boolean isClosedAtOnce(LearnerClause clause) {
        var clauses = clause.turn().clauses();
        int next = clause.index() + 1;
        return !clause.clause().text().endsWith("?")
                && next < clauses.size()
                && clauses.get(next).isQuestion()
                && GUESS.matches(clauses.get(next).clause().words().slice(0, 2));
    }

    private void readCompound(LearnerClause clause, @Nullable LearnerClause before) {
        if (clause.isQuestion() && clause.shows(Behaviour.COMPOUND_QUESTION)) {
            compound++;
            found.deduct(Criterion.GATHERING, "compound_question", clause.quote());
        } else if (before != null) {
            boolean sameSentence =
                    before.index() == clause.index() - 1
                            && !before.clause().text().endsWith("?")
                            && !before.clause().text().endsWith(".");
            compound += sameSentence ? 1 : 0.5;
            found.deduct(Criterion.GATHERING, "compound_question", clause.quote());
        }
    }

    private void readFacilitation() {
        var kinds = new HashSet<String>();
        for (var turn : talk.turns()) {
            if (turn.before().isSilent()) {
                continue;
            }
            for (var clause : turn.own().toList()) {
                clause.all(Behaviour.FACILITATING)
                        .filter(one -> !clause.isQuestion() || one.source().contains("said"))
                        .filter(one -> !clause.clause().words().toString().contains("course not"))
                        .filter(one -> kinds.add(one.source()))
                        .forEach(one ->
                                found.credit(
                                        Criterion.GATHERING, "facilitates", clause.quote(one)));
            }
        }
        facilitations = kinds.size();
    }

    /** Different ways of letting the patient go on. */
    public int facilitations() {
        return facilitations;
    }

    /** Questions about the patient's history. */
    public int questions() {
        return questions;
    }

    public int openQuestions() {
        return openQuestions;
    }

    public boolean opensOpenly() {
        return opensOpenly;
    }

    /** Share of the closed questions that come after an open one; 0 where there is none. */
    public double closedLater() {
        int closed = questions - openQuestions;
        return closed == 0 ? 0 : (double) closedAfterOpen / closed;
    }

    public int leading() {
        return leading;
    }

    /** Several questions at once; two in a row count half. */
    public double compound() {
        return compound;
    }

    public int clarifications() {
        return clarifications;
    }

    /** Mean words of a turn of the learner's; 0 where there is none. */
    public double meanTurnWords() {
        int exchanges = talk.exchanges();
        return exchanges == 0 ? 0 : (double) talk.speech().wordCount() / exchanges;
    }
}
