package com.oetpraxis.ai.consultation;

import com.oetpraxis.ai.behaviour.Behaviour;
import com.oetpraxis.ai.transcript.Quote;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the learner explains: in what stretches, with what checks. */
public final class Giving {

    private static final int WORDS_BEFORE_CHECK = 12;

    private static final int MORE_THAN_A_NOD = 14;
    private static final Set<Behaviour> NO_EXPLANATION =
            Set.of(
                    Behaviour.EMPATHY,
                    Behaviour.STOCK_EMPATHY,
                    Behaviour.NORMALISING,
                    Behaviour.SUMMARY,
                    Behaviour.CLOSING,
                    Behaviour.THANKS,
                    Behaviour.SIGNPOST);

    private final Talk talk;
    private final ClauseKinds kinds;
    private final Findings found;

    private int explanationWords;
    private int longestStatement;
    private @Nullable LearnerClause longestFrom;
    private @Nullable LearnerClause longestTo;
    private boolean asksPriorKnowledge;
    private int reactionsInvited;
    private int checks;
    private int teachBacks;
    private boolean invitesQuestions;
    private boolean safetyNet;

    private Giving(Talk talk, ClauseKinds kinds, Findings found) {
        this.talk = talk;
        this.kinds = kinds;
        this.found = found;
    }

    static Giving of(Talk talk, ClauseKinds kinds, Findings found) {
        var giving = new Giving(talk, kinds, found);
        giving.readExplanations();
        giving.readChecks();
        return giving;
    }

    private void readExplanations() {
        for (var turn : talk.turns()) {
            explanationWords +=
                    turn.own().filter(kinds::isExplanation).mapToInt(LearnerClause::size).sum();
            int run = 0;
            LearnerClause first = null;
            for (var clause : turn.clauses()) {
                if (clause.isQuestion()
                        || clause.shows(Behaviour.CHECK_UNDERSTANDING)
                        || clause.shows(Behaviour.TEACH_BACK)) {
                    run = 0;
                    first = null;
                    continue;
                }
                run += clause.size();
                first = first == null ? clause : first;
                if (run > longestStatement) {
                    longestStatement = run;
                    longestFrom = first;
                    longestTo = clause;
                }
            }
        }
    }

    /**
     * A check, a teach-back or an invitation to react counts only where enough was explained since
     * the last of its kind. What was said in between does not matter.
     */
    private void readChecks() {
        int explainedSoFar = 0;
        int atCheck = 0;
        int atTeachBack = 0;
        int atReaction = 0;
        for (var turn : talk.turns()) {
            for (var clause : turn.clauses()) {
                if (kinds.isExplanation(clause)) {
                    explainedSoFar += clause.size();
                }
                if (!clause.isOwn()) {
                    continue;
                }
                boolean asks = clause.isQuestion() || clause.shows(Behaviour.TEACH_BACK);
                if (clause.shows(Behaviour.TEACH_BACK)) {
                    if (explainedSoFar - atTeachBack >= WORDS_BEFORE_CHECK) {
                        teachBacks++;
                        atTeachBack = explainedSoFar;
                        found.credit(Criterion.GIVING, "teach_back", clause.quote());
                    }
                } else if (asks
                        && clause.shows(Behaviour.CHECK_UNDERSTANDING)
                        && explainedSoFar - atCheck >= WORDS_BEFORE_CHECK) {
                    checks++;
                    atCheck = explainedSoFar;
                    found.credit(Criterion.GIVING, "checks_understanding", clause.quote());
                }
                if (asks
                        && clause.shows(Behaviour.INVITES_REACTION)
                        && explainedSoFar - atReaction >= WORDS_BEFORE_CHECK) {
                    reactionsInvited++;
                    atReaction = explainedSoFar;
                    found.credit(Criterion.GIVING, "invites_reaction", clause.quote());
                }
                if (asks
                        && explainedSoFar >= WORDS_BEFORE_CHECK
                        && clause.shows(Behaviour.INVITES_QUESTIONS)) {
                    if (!invitesQuestions) {
                        found.credit(Criterion.GIVING, "invites_questions", clause.quote());
                    }
                    invitesQuestions = true;
                }
                if (!clause.isQuestion()
                        && clause.shows(Behaviour.SAFETY_NET)
                        && !clause.shows(Behaviour.JARGON_UNEXPLAINED)) {
                    if (!safetyNet) {
                        found.credit(Criterion.GIVING, "safety_net", clause.quote());
                    }
                    safetyNet = true;
                }
                if (clause.isQuestion() && clause.shows(Behaviour.PRIOR_KNOWLEDGE)) {
                    if (!asksPriorKnowledge) {
                        found.credit(Criterion.GIVING, "asks_what_is_known", clause.quote());
                    }
                    asksPriorKnowledge = true;
                }
            }
        }
    }

    public int explanationWords() {
        return explanationWords;
    }

    /** Most words of statement in one turn without a question or check. */
    public int longestStatement() {
        return longestStatement;
    }

    /** The clauses in which the learner explains or advises, feelings and summaries left out. */
    public List<Quote> explanations() {
        return talk.own()
                .filter(kinds::isExplanation)
                .filter(clause -> NO_EXPLANATION.stream().noneMatch(clause::shows))
                .filter(clause ->
                        clause.size() >= MORE_THAN_A_NOD || !clause.shows(Behaviour.FACILITATING))
                .map(LearnerClause::quote)
                .toList();
    }

    /** The longest stretch of statements without a question. */
    public @Nullable Quote longestStatementQuote() {
        var from = longestFrom;
        var to = longestTo;
        if (from == null || to == null) {
            return null;
        }
        var turn = from.turn().text();
        return Quote.of(
                turn.turn(),
                turn.original(from.clause()).start(),
                turn.original(to.clause()).end());
    }

    public boolean asksPriorKnowledge() {
        return asksPriorKnowledge;
    }

    public int reactionsInvited() {
        return reactionsInvited;
    }

    public int checks() {
        return checks;
    }

    public int teachBacks() {
        return teachBacks;
    }

    public boolean invitesQuestions() {
        return invitesQuestions;
    }

    public boolean safetyNet() {
        return safetyNet;
    }
}
