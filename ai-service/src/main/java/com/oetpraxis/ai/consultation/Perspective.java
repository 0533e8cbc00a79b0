package com.oetpraxis.ai.consultation;

import com.oetpraxis.ai.behaviour.Behaviour;
import com.oetpraxis.ai.pattern.PhrasePatterns;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the learner asks of the patient's view, the hints and questions that are taken up. */
public final class Perspective {

    private static final int ANSWER_WORDS = 10;
    private static final double CARD_CUE = 2;
    private static final Map<Behaviour, String> ICE =
            Map.of(
                    Behaviour.ICE_IDEA, "asks_for_ideas",
                    Behaviour.ICE_CONCERN, "asks_for_concerns",
                    Behaviour.ICE_EXPECTATION, "asks_for_expectations",
                    Behaviour.ICE_FEELING, "asks_for_feelings",
                    Behaviour.ICE_IMPACT, "asks_for_impact");
    private static final PhrasePatterns REFUSES =
            PhrasePatterns.of(
                    List.of(
                            "ive already/i have already/i already + told/said/addressed/explained",
                            "as i said before/as i told you"));

    private static final PhrasePatterns SORRY =
            PhrasePatterns.of(
                    List.of("im sorry/i am sorry/so sorry/sorry to/i apologise/apologies"));

    private final Talk talk;
    private final ClauseKinds kinds;
    private final @Nullable CardRecord card;
    private final Findings found;

    private final Set<Behaviour> perspectives = new TreeSet<>();
    private double cuesGiven;
    private double cuesPicked;
    private int patientQuestions;
    private int patientQuestionsAnswered;

    private Perspective(Talk talk, ClauseKinds kinds, @Nullable CardRecord card, Findings found) {
        this.talk = talk;
        this.kinds = kinds;
        this.card = card;
        this.found = found;
    }

    static Perspective of(Talk talk, ClauseKinds kinds, @Nullable CardRecord card, Findings found) {
        var perspective = new Perspective(talk, kinds, card, found);
        perspective.readPerspective();
        perspective.readCues();
        perspective.readPatientQuestions();
        return perspective;
    }

    private void readPerspective() {
        for (var clause : talk.own().toList()) {
            if (!clause.isQuestion()
                    && !talk.lists().invitations().matches(clause.clause().words())) {
                continue;
            }
            for (var behaviour : new TreeSet<>(ICE.keySet())) {
                if (clause.shows(behaviour) && perspectives.add(behaviour)) {
                    found.credit(
                            Criterion.PERSPECTIVE,
                            ICE.getOrDefault(behaviour, "asks"),
                            clause.quote());
                }
            }
        }
    }

    /**
     * Hints of the card count double; any other cause for empathy is a hint too. After three
     * empathic statements a formula that says nothing of its own takes up no hint.
     */
    private void readCues() {
        var record = card;
        if (record != null) {
            record.cues()
                    .forEach((id, quote) -> {
                        cuesGiven += CARD_CUE;
                        if (quote != null) {
                            cuesPicked += CARD_CUE;
                            found.credit(Criterion.PERSPECTIVE, "picks_up_hint", quote);
                        }
                    });
        }
        long felt = 0;
        for (var turn : talk.turns()) {
            long before = felt;
            if (turn.before().givesCause()) {
                felt += turn.own().filter(clause -> clause.shows(Behaviour.EMPATHY)).count();
            }
            if (!turn.before().givesCause()
                    || turn.text().wordCount() == 0
                    || repeatsThePlan(turn)) {
                continue;
            }
            cuesGiven++;
            boolean worn = before >= Empathy.CREDITED_EMPATHY;
            var follow =
                    turn.own()
                            .filter(clause -> !(worn && isFormula(clause, turn)))
                            .filter(clause -> followsUp(clause, turn, worn))
                            .findFirst()
                            .or(() -> answer(turn));
            if (follow.isPresent()) {
                cuesPicked++;
                found.credit(Criterion.PERSPECTIVE, "follows_up", follow.get().quote());
            } else {
                firstToQuote(turn)
                        .ifPresent(clause ->
                                found.deduct(
                                        Criterion.PERSPECTIVE, "hint_passed_by", clause.quote()));
            }
        }
    }

    private void readPatientQuestions() {
        for (var turn : talk.turns()) {
            if (turn.before().questions().isEmpty() || turn.text().wordCount() == 0) {
                continue;
            }
            patientQuestions++;
            var answer = answer(turn);
            if (answer.isPresent()) {
                patientQuestionsAnswered++;
                found.credit(Criterion.PERSPECTIVE, "answers_question", answer.get().quote());
            } else {
                firstToQuote(turn)
                        .ifPresent(clause ->
                                found.deduct(
                                        Criterion.PERSPECTIVE,
                                        "question_not_answered",
                                        clause.quote()));
            }
        }
    }

    /** The first clause that says something by itself. */
    private static Optional<LearnerClause> firstToQuote(LearnerTurn turn) {
        return turn.clauses().stream()
                .filter(clause -> clause.size() > 1)
                .findFirst()
                .or(() -> turn.clauses().stream().findFirst());
    }

    /** What the patient says when asked to say the plan back is no hint. */
    private boolean repeatsThePlan(LearnerTurn turn) {
        if (turn.position() == 0) {
            return false;
        }
        var before = talk.turns().get(turn.position() - 1);
        return before.shows(Behaviour.TEACH_BACK) || before.shows(Behaviour.CHECK_UNDERSTANDING);
    }

    private static boolean isEmpathic(LearnerTurn turn, boolean worn) {
        return turn.shows(Behaviour.EMPATHY)
                && !(worn
                        && turn.clauses().stream()
                                .filter(clause -> clause.shows(Behaviour.EMPATHY))
                                .allMatch(clause -> isFormula(clause, turn)));
    }

    private static boolean isFormula(LearnerClause clause, LearnerTurn turn) {
        return clause.shows(Behaviour.EMPATHY) && Empathy.isBare(clause, turn);
    }

    private boolean followsUp(LearnerClause clause, LearnerTurn turn, boolean worn) {
        boolean feels = clause.shows(Behaviour.EMPATHY);
        return !isUnkind(turn)
                && !kinds.isOrder(clause)
                && (feels
                        || (Stems.share(clause.stems(), turn.before().stems())
                                && (clause.isQuestion()
                                        || isEmpathic(turn, worn)
                                        || kinds.isExplanation(clause))));
    }

    private boolean isUnkind(LearnerTurn turn) {
        return turn.clauses().stream()
                .anyMatch(clause ->
                        kinds.isHurtful(clause) || clause.shows(Behaviour.FALSE_REASSURANCE));
    }

    /**
     * The clause that answers what the patient asked just before. Blame and dismissal answer
     * nothing, an order or an apology only where it speaks of what was asked.
     */
    private Optional<LearnerClause> answer(LearnerTurn turn) {
        var asked = talk.stems().ofContent(turn.before().questions());
        boolean brushedOff =
                isUnkind(turn)
                        || turn.clauses().stream()
                                .anyMatch(clause -> REFUSES.matches(clause.clause().words()));
        int words =
                turn.own()
                        .flatMap(clause -> clause.clause().words().tokens().stream())
                        .mapToInt(token -> talk.lists().isStockWord(token.word()) ? 0 : 1)
                        .sum();
        if (turn.before().questions().isEmpty()
                || brushedOff
                || words < ANSWER_WORDS
                || turn.own().allMatch(clause -> clause.shows(Behaviour.JARGON_UNEXPLAINED))) {
            return Optional.empty();
        }
        var answers = turn.own().filter(clause -> canAnswer(clause, asked)).toList();
        return answers.stream()
                .filter(clause -> Stems.share(clause.stems(), asked))
                .findFirst()
                .or(() ->
                        answers.stream()
                                .filter(clause ->
                                        Stems.share(clause.stems(), turn.before().stems()))
                                .findFirst())
                .or(() -> answers.stream().filter(kinds::isExplanation).findFirst())
                .or(() -> asked.isEmpty() ? answers.stream().findFirst() : Optional.empty());
    }

    private boolean canAnswer(LearnerClause clause, Set<String> asked) {
        return Stems.share(clause.stems(), asked)
                || !(kinds.isOrder(clause) || isOnlySorry(clause));
    }

    private static boolean isOnlySorry(LearnerClause clause) {
        return SORRY.matches(clause.clause().words());
    }

    /** How many of idea, concern, expectation, feeling and impact were asked for, 0 to 5. */
    public int perspectives() {
        return perspectives.size();
    }

    /** Weight of the hints given. */
    public double cuesGiven() {
        return cuesGiven;
    }

    /** Weight of the hints followed up. */
    public double cuesPicked() {
        return cuesPicked;
    }

    public int patientQuestions() {
        return patientQuestions;
    }

    public int patientQuestionsAnswered() {
        return patientQuestionsAnswered;
    }
}
