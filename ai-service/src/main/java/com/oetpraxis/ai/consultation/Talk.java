package com.oetpraxis.ai.consultation;

import com.oetpraxis.ai.behaviour.Behaviour;
import com.oetpraxis.ai.card.Card;
import com.oetpraxis.ai.language.Accuracy;
import com.oetpraxis.ai.language.LearnerSpeech;
import com.oetpraxis.ai.transcript.Transcript;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A talk, read: its turns, clauses and what was found in them. */
public final class Talk {

    private final Transcript transcript;
    private final LearnerSpeech speech;
    private final List<LearnerTurn> turns;
    private final Stems stems;
    private final Lists lists;
    private final @Nullable Card card;
    private final int ownWords;

    Talk(
            Transcript transcript,
            LearnerSpeech speech,
            List<LearnerTurn> turns,
            Stems stems,
            Lists lists,
            @Nullable Card card) {
        this.transcript = transcript;
        this.speech = speech;
        this.turns = List.copyOf(turns);
        this.stems = stems;
        this.lists = lists;
        this.card = card;
        this.ownWords = turns.stream().mapToInt(LearnerTurn::ownWords).sum();
    }

    public Transcript transcript() {
        return transcript;
    }

    public LearnerSpeech speech() {
        return speech;
    }

    public @Nullable Card card() {
        return card;
    }

    /** Words in clauses that are speech of the learner's own. */
    public int ownWords() {
        return ownWords;
    }

    /** Words in clauses of the learner's own that hold none of these slips. */
    public int ownWordsWithout(List<Accuracy.Slip> slips) {
        return own().filter(clause -> slips.stream().noneMatch(slip -> holds(clause, slip)))
                .mapToInt(LearnerClause::size)
                .sum();
    }

    private static boolean holds(LearnerClause clause, Accuracy.Slip slip) {
        var text = clause.turn().text();
        var stretch = text.original(clause.clause());
        return slip.turn() == text
                && slip.stretch().start() < stretch.end()
                && slip.stretch().end() > stretch.start();
    }

    /** Whether the learner does one of these in the turn with this number in the transcript. */
    public boolean shows(int turn, Set<Behaviour> behaviours) {
        return turns.stream()
                .filter(one -> one.text().turn().index() == turn)
                .flatMap(one -> one.clauses().stream())
                .anyMatch(clause -> behaviours.stream().anyMatch(clause::shows));
    }

    /** Whether the learner does one of these anywhere. */
    public boolean shows(Set<Behaviour> behaviours) {
        return clauses().anyMatch(clause -> behaviours.stream().anyMatch(clause::shows));
    }

    /** Number of the learner's turns that hold a word. */
    public int exchanges() {
        return (int) turns.stream().filter(turn -> turn.text().wordCount() > 0).count();
    }

    List<LearnerTurn> turns() {
        return turns;
    }

    Stems stems() {
        return stems;
    }

    Lists lists() {
        return lists;
    }

    /** The learner's clauses that can earn something, in order. */
    Stream<LearnerClause> own() {
        return turns.stream().flatMap(LearnerTurn::own);
    }

    Stream<LearnerClause> clauses() {
        return turns.stream().flatMap(turn -> turn.clauses().stream());
    }
}
