package com.oetpraxis.ai.consultation;

import com.oetpraxis.ai.behaviour.Behaviour;
import com.oetpraxis.ai.behaviour.Observed;
import java.util.ArrayList;
import java.util.HashSet;

/** How the talk is ordered: questions first, signposts, reasons, summaries, the end. */
public final class Structure {

    private static final int CLOSING_TURNS = 2;
    private static final int STEMS_ROUND_SIGNPOST = 3;
    private static final int ORGANISED_WORDS = 5;
    private static final int LONE_SIGNPOST = "secondly".length();

    private final Talk talk;
    private final ClauseKinds kinds;
    private final Findings found;

    private double questionsFirst;
    private boolean closes;
    private int signposts;
    private int ordering;
    private double summaries;

    private Structure(Talk talk, ClauseKinds kinds, Findings found) {
        this.talk = talk;
        this.kinds = kinds;
        this.found = found;
    }

    static Structure of(Talk talk, ClauseKinds kinds, Findings found) {
        var structure = new Structure(talk, kinds, found);
        structure.readStructure();
        return structure;
    }

    private void readStructure() {
        var signs = new HashSet<String>();
        var orders = new HashSet<String>();
        var heard = new HashSet<String>();
        boolean summed = false;
        for (var turn : talk.turns()) {
            heard.addAll(turn.before().stems());
            for (var clause : turn.own().toList()) {
                if (hasContentRound(turn)) {
                    clause.all(Behaviour.SIGNPOST)
                            .filter(one -> pointsAhead(clause, one))
                            .filter(one -> signs.add(one.source()))
                            .forEach(one ->
                                    found.credit(
                                            Criterion.STRUCTURE, "signpost", clause.quote(one)));
                }
                if (!clause.isQuestion() && clause.size() >= ORGANISED_WORDS) {
                    for (var match : kinds.cue("organise").all(clause.clause().words())) {
                        if (orders.add(match.pattern().source())) {
                            found.credit(Criterion.STRUCTURE, "organises", clause.quote());
                        }
                    }
                }
                if (clause.shows(Behaviour.SUMMARY)) {
                    long shared = turn.stems().stream().filter(heard::contains).count();
                    if (shared > 0) {
                        summaries = Math.max(summaries, shared > 1 ? 1 : 0.5);
                        if (!summed) {
                            summed = true;
                            found.credit(Criterion.GATHERING, "sums_up", clause.quote());
                            found.credit(Criterion.STRUCTURE, "sums_up", clause.quote());
                        }
                    }
                }
            }
        }
        signposts = signs.size();
        ordering = orders.size();
        readClosing();
        questionsFirst = questionsFirst();
    }

    /** A lone "now" or "then" points ahead only where the clause begins. */
    private static boolean pointsAhead(LearnerClause clause, Observed one) {
        var tokens = clause.clause().words().tokens();
        boolean lone = one.end() - one.start() <= LONE_SIGNPOST;
        return !lone || one.start() <= tokens.get(Math.min(1, tokens.size() - 1)).start();
    }

    private boolean hasContentRound(LearnerTurn turn) {
        int next = turn.position() + 1;
        int stems = turn.stems().size();
        if (next < talk.turns().size()) {
            stems += talk.turns().get(next).stems().size();
        }
        return stems >= STEMS_ROUND_SIGNPOST;
    }

    private void readClosing() {
        var spoken = talk.turns().stream().filter(turn -> turn.text().wordCount() > 0).toList();
        for (var turn : spoken.subList(Math.max(0, spoken.size() - CLOSING_TURNS), spoken.size())) {
            if (turn.position() < 2) {
                continue;
            }
            for (var clause : turn.own().toList()) {
                if (!closes && clause.shows(Behaviour.CLOSING)) {
                    closes = true;
                    found.credit(Criterion.STRUCTURE, "closes", clause.quote());
                }
            }
        }
    }

    /** How surely a question comes before an explanation, over all pairs of the two; 0 to 1. */
    private double questionsFirst() {
        var asked = new ArrayList<Integer>();
        var explained = new ArrayList<Integer>();
        int at = 0;
        for (var turn : talk.turns()) {
            for (var clause : turn.clauses()) {
                at++;
                if (kinds.isHistoryQuestion(clause) && clause.isOwn()) {
                    asked.add(at);
                } else if (kinds.isExplanation(clause)) {
                    explained.add(at);
                }
            }
        }
        if (asked.isEmpty() || explained.isEmpty()) {
            return 0;
        }
        long before =
                asked.stream().mapToLong(q -> explained.stream().filter(e -> q < e).count()).sum();
        return (double) before / ((long) asked.size() * explained.size());
    }

    /** How surely questions come before explanations, 0 to 1. */
    public double questionsBeforeExplanations() {
        return questionsFirst;
    }

    public boolean closes() {
        return closes;
    }

    /** Different signposts with something to point to. */
    public int signposts() {
        return signposts;
    }

    /** Different ways in which explanations are ordered: numbering, comparison, consequence. */
    public int ordering() {
        return ordering;
    }

    /** 1 for a summary of what the patient said, 0.5 for one that holds little of it, else 0. */
    public double summaries() {
        return summaries;
    }
}
