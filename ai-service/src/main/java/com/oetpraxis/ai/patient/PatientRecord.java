package com.oetpraxis.ai.patient;

import com.oetpraxis.ai.card.Band;
import com.oetpraxis.ai.card.Card;
import java.util.List;
import java.util.Set;

/**
 * What happened in a role-play, computed from its turns.
 *
 * @param engineVersion which rules computed it
 * @param events in the order of the turns
 * @param rapport 0 to 100
 * @param moves what moved rapport from where it starts, in the order of the turns
 * @param emotion how the patient feels at the end
 * @param emotions each change of it, in the order of the talk
 * @param asked ask intents that were answered, in order
 * @param told tell intents that were heard, in order
 * @param revealed hidden facts that came out, in order
 * @param learnerTurns number of turns the learner took
 * @param closed whether the patient has said the last line
 * @param fullMarks the card's full marks and which of them are met
 */
public record PatientRecord(
        String engineVersion,
        List<PatientEvent> events,
        int rapport,
        List<RapportMove> moves,
        Band band,
        Emotion emotion,
        List<EmotionMove> emotions,
        Set<String> asked,
        Set<String> told,
        Set<String> revealed,
        int learnerTurns,
        boolean closed,
        List<MarkResult> fullMarks) {

    /** A full mark of the card and whether the consultation earned it. */
    public record MarkResult(Card.FullMark mark, boolean met) {}

    /** Whether something of this kind happened about this subject. */
    public boolean has(EventKind kind, String subject) {
        return events.stream()
                .anyMatch(event -> event.kind() == kind && event.subject().equals(subject));
    }

    /** The events of one kind. */
    public List<PatientEvent> all(EventKind kind) {
        return events.stream().filter(event -> event.kind() == kind).toList();
    }
}
