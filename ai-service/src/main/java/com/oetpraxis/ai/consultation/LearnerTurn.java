package com.oetpraxis.ai.consultation;

import com.oetpraxis.ai.behaviour.Behaviour;
import com.oetpraxis.ai.language.SpokenText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** One turn of the learner's between what the patient said before and after it. */
final class LearnerTurn {

    private final int position;
    private final SpokenText text;
    private final PatientSpeech before;
    private final boolean interrupting;
    private final List<LearnerClause> clauses = new ArrayList<>();
    private PatientSpeech after = PatientSpeech.NONE;

    LearnerTurn(int position, SpokenText text, PatientSpeech before, boolean interrupting) {
        this.position = position;
        this.text = text;
        this.before = before;
        this.interrupting = interrupting;
    }

    void add(LearnerClause clause) {
        clauses.add(clause);
    }

    void answeredBy(PatientSpeech patient) {
        this.after = patient;
    }

    /** Place among the learner's turns, from 0. */
    int position() {
        return position;
    }

    SpokenText text() {
        return text;
    }

    PatientSpeech before() {
        return before;
    }

    PatientSpeech after() {
        return after;
    }

    /** Whether it began while the patient was still speaking. */
    boolean isInterrupting() {
        return interrupting;
    }

    List<LearnerClause> clauses() {
        return clauses;
    }

    /** The clauses that can earn something. */
    Stream<LearnerClause> own() {
        return clauses.stream().filter(LearnerClause::isOwn);
    }

    boolean shows(Behaviour behaviour) {
        return own().anyMatch(clause -> clause.shows(behaviour));
    }

    /** Words of the clauses that count. */
    int ownWords() {
        return own().mapToInt(LearnerClause::size).sum();
    }

    Set<String> stems() {
        var stems = new HashSet<String>();
        own().forEach(clause -> stems.addAll(clause.stems()));
        return stems;
    }
}
