package com.oetpraxis.ai.consultation;

import com.oetpraxis.ai.behaviour.Behaviour;
import com.oetpraxis.ai.behaviour.Observed;
import com.oetpraxis.ai.pattern.PhrasePatterns;
import com.oetpraxis.ai.transcript.Quote;
import java.util.ArrayList;
import java.util.List;

/** What kind of clause something is: an explanation, a question about the history, a rudeness. */
final class ClauseKinds {

    private static final int EXPLANATION_WORDS = 8;
    private static final int EXPLANATION_STEMS = 2;
    private static final int WORDS_BESIDE_DONT_WORRY = 12;
    private static final PhrasePatterns STARTS_TELLING =
            PhrasePatterns.of(List.of("tell me/talk me through/walk me through/please describe"));
    private static final PhrasePatterns CLOSED_HOW =
            PhrasePatterns.of(List.of("how many/how much/how long/how often/how old/how far"));

    private final Talk talk;

    ClauseKinds(Talk talk) {
        this.talk = talk;
    }

    boolean isExplanation(LearnerClause clause) {
        return !clause.isQuestion()
                && clause.isOwn()
                && !clause.shows(Behaviour.INTRODUCTION)
                && !clause.shows(Behaviour.PURPOSE)
                && clause.size() >= EXPLANATION_WORDS
                && clause.stems().size() >= EXPLANATION_STEMS;
    }

    boolean isHistoryQuestion(LearnerClause clause) {
        var words = clause.clause().words();
        boolean invites =
                !clause.isQuestion()
                        && clause.size() >= 4
                        && STARTS_TELLING.matches(words)
                        && !clause.shows(Behaviour.SIGNPOST)
                        && !clause.shows(Behaviour.TEACH_BACK);
        return (clause.isQuestion() || invites)
                && clause.size() >= 2
                && !clause.shows(Behaviour.CHECK_QUESTION)
                && !clause.shows(Behaviour.PERMISSION)
                && !clause.shows(Behaviour.CHECK_UNDERSTANDING)
                && !clause.shows(Behaviour.TEACH_BACK)
                && !clause.shows(Behaviour.INVITES_REACTION)
                && !clause.shows(Behaviour.INVITES_QUESTIONS)
                && !talk.lists().properOffers().matches(words);
    }

    boolean isOpen(LearnerClause clause) {
        return !isUnkind(clause)
                && cue("open_starters").matches(clause.clause().words())
                && !CLOSED_HOW.matches(clause.clause().words());
    }

    /** "Don't worry" dismisses where little else is said; formulas of empathy are nothing else. */
    boolean isDismissive(LearnerClause clause) {
        if (clause.shows(Behaviour.DISMISSIVE)) {
            return true;
        }
        int others =
                clause.turn().clauses().stream()
                        .filter(other -> other != clause && empathyPatterns(other).isEmpty())
                        .mapToInt(LearnerClause::size)
                        .sum();
        return others < WORDS_BESIDE_DONT_WORRY
                && cue("dont_worry").matches(clause.clause().words());
    }

    static boolean isUnkind(LearnerClause clause) {
        return clause.shows(Behaviour.DISMISSIVE)
                || clause.shows(Behaviour.FALSE_REASSURANCE)
                || clause.shows(Behaviour.JUDGEMENTAL);
    }

    static List<Observed> empathyPatterns(LearnerClause clause) {
        if (isUnkind(clause)) {
            return List.of();
        }
        if (clause.clause().isQuestion()
                && clause.all(Behaviour.EMPATHY).allMatch(one -> one.source().contains("sorry"))
                && clause.all(Behaviour.STOCK_EMPATHY)
                        .allMatch(one -> one.source().contains("sorry"))) {
            return List.of(); // "Sorry, what was that?"
        }
        var patterns = new ArrayList<>(clause.all(Behaviour.EMPATHY).toList());
        patterns.addAll(clause.all(Behaviour.STOCK_EMPATHY).toList());
        return patterns;
    }

    PhrasePatterns cue(String name) {
        return talk.lists().cues().cue(name);
    }

    static Quote firstQuote(LearnerClause clause, Behaviour behaviour) {
        return clause.all(behaviour).findFirst().map(clause::quote).orElseGet(clause::quote);
    }
}
