package com.oetpraxis.ai.consultation;

import com.oetpraxis.ai.behaviour.Behaviour;
import com.oetpraxis.ai.behaviour.Observed;
import com.oetpraxis.ai.pattern.Clause;
import com.oetpraxis.ai.transcript.Quote;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** One clause of the learner's and what was found in it. */
final class LearnerClause {

    private final LearnerTurn turn;
    private final int index;
    private final Clause clause;
    private final Set<String> stems;
    private final List<Observed> observed;
    private final Soundness soundness;

    LearnerClause(
            LearnerTurn turn,
            int index,
            Clause clause,
            Set<String> stems,
            List<Observed> observed,
            Soundness soundness) {
        this.turn = turn;
        this.index = index;
        this.clause = clause;
        this.stems = stems;
        this.observed = List.copyOf(observed);
        this.soundness = soundness;
    }

    /** Whether a clause is speech of the learner's own. */
    enum Soundness {
        /** Speech that counts. */
        OWN,
        /** No sentence of English: unknown words, words in no order, words strung together. */
        SENSELESS,
        /** Read from the card, or said after the patient. */
        BORROWED,
        /** Said word for word twice before. */
        REPEATED
    }

    LearnerTurn turn() {
        return turn;
    }

    int index() {
        return index;
    }

    Clause clause() {
        return clause;
    }

    boolean isQuestion() {
        return clause.isQuestion();
    }

    int size() {
        return clause.words().size();
    }

    /** Stems of its words of content. */
    Set<String> stems() {
        return stems;
    }

    /** Whether it can earn anything. */
    boolean isOwn() {
        return soundness == Soundness.OWN;
    }

    Soundness soundness() {
        return soundness;
    }

    boolean shows(Behaviour behaviour) {
        return observed.stream().anyMatch(one -> one.behaviour() == behaviour);
    }

    Stream<Observed> all(Behaviour behaviour) {
        return observed.stream().filter(one -> one.behaviour() == behaviour);
    }

    /** The whole clause as it stands. */
    Quote quote() {
        var stretch = turn.text().original(clause);
        return Quote.of(turn.text().turn(), stretch.start(), stretch.end());
    }

    /** The words an observation rests on. */
    Quote quote(Observed one) {
        var stretch = turn.text().original(one.start(), one.end());
        return Quote.of(turn.text().turn(), stretch.start(), stretch.end());
    }

    @Override
    public String toString() {
        return soundness + ":" + clause.text();
    }
}
