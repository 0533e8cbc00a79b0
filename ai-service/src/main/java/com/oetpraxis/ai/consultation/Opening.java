package com.oetpraxis.ai.consultation;

import com.oetpraxis.ai.behaviour.Behaviour;
import com.oetpraxis.ai.pattern.NormalisedText;
import java.util.List;
import java.util.Set;

/** How the learner opens: greeting, name, role and purpose. */
public final class Opening {

    private static final int OPENING_TURNS = 2;

    private final Talk talk;
    private final Findings found;

    private boolean greets;
    private boolean givesName;
    private boolean givesRole;
    private boolean saysPurpose;

    private Opening(Talk talk, Findings found) {
        this.talk = talk;
        this.found = found;
    }

    static Opening of(Talk talk, Findings found) {
        var opening = new Opening(talk, found);
        opening.readOpening();
        return opening;
    }

    private void readOpening() {
        for (var turn : first(OPENING_TURNS)) {
            for (var clause : turn.own().toList()) {
                if (!greets && clause.shows(Behaviour.GREETING)) {
                    greets = true;
                    found.credit(
                            Criterion.RELATIONSHIP,
                            "greeting",
                            ClauseKinds.firstQuote(clause, Behaviour.GREETING));
                }
                if (!givesName && saysOwnName(clause.clause().words())) {
                    givesName = true;
                    found.credit(Criterion.RELATIONSHIP, "own_name", clause.quote());
                }
                if (!givesRole && clause.shows(Behaviour.INTRODUCTION) && saysRole(clause)) {
                    givesRole = true;
                    found.credit(Criterion.RELATIONSHIP, "role", clause.quote());
                }
                if (!saysPurpose
                        && (clause.shows(Behaviour.PURPOSE)
                                || clause.shows(Behaviour.PERMISSION))) {
                    saysPurpose = true;
                    found.credit(Criterion.RELATIONSHIP, "purpose", clause.quote());
                    found.credit(Criterion.STRUCTURE, "purpose", clause.quote());
                }
            }
        }
    }

    private List<LearnerTurn> first(int count) {
        return talk.turns().stream()
                .filter(turn -> turn.text().wordCount() > 0)
                .limit(count)
                .toList();
    }

    private static boolean saysOwnName(NormalisedText words) {
        for (int i = 1; i < words.size(); i++) {
            var before = words.word(i - 1);
            boolean introduces =
                    before.equals("names")
                            || before.equals("im")
                            || before.equals("is")
                            || before.equals("am")
                            || before.equals("doctor")
                            || before.equals("dr")
                            || before.equals("nurse");
            if (words.word(i).equals("zname") && introduces && speaksOfSelf(words, i)) {
                return true;
            }
        }
        return words.toString().contains("my name is") || words.toString().contains("my names");
    }

    private static boolean speaksOfSelf(NormalisedText words, int until) {
        for (int i = Math.max(0, until - 4); i < until; i++) {
            if (Set.of("im", "i", "my", "this").contains(words.word(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean saysRole(LearnerClause clause) {
        return clause.all(Behaviour.INTRODUCTION)
                .anyMatch(one -> !one.source().equals("my name is"));
    }

    public boolean greets() {
        return greets;
    }

    public boolean givesName() {
        return givesName;
    }

    public boolean givesRole() {
        return givesRole;
    }

    /** Whether the opening says what the talk is for or asks leave. */
    public boolean saysPurpose() {
        return saysPurpose;
    }
}
