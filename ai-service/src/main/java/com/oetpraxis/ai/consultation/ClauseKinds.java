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

    private static final PhrasePatterns SORRY_FOR_THE_DELAY =
            PhrasePatterns.of(
                    List.of(
                            "sorry/apologise/apologies + wait*/keep you/kept you/delay/late/running"
                                    + " behind"));

    private static final String CLUMSY_OPENING = "what is wrong with you";

    /** What only looks like an order: "you should be seen within two weeks". */
    private static final PhrasePatterns NO_ORDER =
            PhrasePatterns.of(
                    List.of(
                            "you should be/you should feel/you should find/you should notice/you"
                                    + " should get/you should hear/you should see",
                            "if you need to/if you have to/whenever you need to/dont have to/do not"
                                    + " have to/dont need to/do not need to",
                            "dont feel/do not feel/dont think/do not think/never feel/never think"
                                    + " + you have to/you need to/you must/you should"));

    private final Talk talk;

    ClauseKinds(Talk talk) {
        this.talk = talk;
    }

    boolean isExplanation(LearnerClause clause) {
        return !clause.isQuestion()
                && clause.isOwn()
                && !clause.shows(Behaviour.INTRODUCTION)
                && !clause.shows(Behaviour.PURPOSE)
                && !SORRY_FOR_THE_DELAY.matches(clause.clause().words())
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
                && !isInsult(clause)
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

    /** "What's wrong with you?" is a clumsy way to open a talk; later on it insults. */
    boolean isInsult(LearnerClause clause) {
        var words = clause.clause().words();
        var match = talk.lists().insults().best(words);
        if (match.isEmpty()
                || (clause.turn().position() == 0
                        && clause.isQuestion()
                        && match.get().pattern().source().equals(CLUMSY_OPENING))) {
            return false;
        }
        for (int i = 0; i <= match.get().last(); i++) {
            if (talk.lists().isInsultDenial(words.word(i))) {
                return false;
            }
        }
        return true;
    }

    /** Dismissed, blamed or insulted. */
    boolean isHurtful(LearnerClause clause) {
        return isDismissive(clause) || clause.shows(Behaviour.JUDGEMENTAL) || isInsult(clause);
    }

    /** "You must", "just do": words that tell the patient what to do. */
    boolean isOrder(LearnerClause clause) {
        var words = clause.clause().words();
        return !clause.isQuestion() && cue("blunt").matches(words) && !NO_ORDER.matches(words);
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
