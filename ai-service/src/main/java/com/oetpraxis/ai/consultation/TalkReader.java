package com.oetpraxis.ai.consultation;

import com.oetpraxis.ai.behaviour.TurnContext;
import com.oetpraxis.ai.card.Card;
import com.oetpraxis.ai.consultation.LearnerClause.Soundness;
import com.oetpraxis.ai.language.LearnerSpeech;
import com.oetpraxis.ai.language.Names;
import com.oetpraxis.ai.language.SpokenText;
import com.oetpraxis.ai.pattern.NormalisedText;
import com.oetpraxis.ai.transcript.Transcript;
import com.oetpraxis.ai.transcript.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a transcript: parts it into turns and clauses and finds what the learner does in each. */
public final class TalkReader {

    /** How long before the patient's end a turn must begin to interrupt, in seconds. */
    private static final double INTERRUPTS = 0.3;

    private final Lists lists;

    public TalkReader(Lists lists) {
        this.lists = lists;
    }

    /**
     * Reads a talk.
     *
     * @param card the one that was played; null where it is not known
     */
    public Talk read(Transcript transcript, @Nullable Card card) {
        var names = Names.in(transcript, namesOf(card));
        var stems = new Stems(lists, names);
        var spoken =
                transcript.turns().stream()
                        .map(turn -> SpokenText.of(turn, names, lists.words(), lists.splitter()))
                        .toList();
        var learner = spoken.stream().filter(text -> text.turn().isLearner()).toList();
        var senses = new Senses(lists, names, card, learner);
        var turns = new ArrayList<LearnerTurn>();
        var patient = new ArrayList<SpokenText>();
        var known = new StringBuilder(card == null ? "" : complaint(card));
        for (var text : spoken) {
            if (!text.turn().isLearner()) {
                patient.add(text);
                continue;
            }
            var before = PatientSpeech.of(patient, stems, lists);
            patient.clear();
            if (!turns.isEmpty()) {
                turns.getLast().answeredBy(before);
            }
            known.append(' ').append(before.text());
            senses.hearPatient(before);
            turns.add(read(turns.size(), text, before, known.toString(), stems, senses));
        }
        if (!turns.isEmpty()) {
            turns.getLast().answeredBy(PatientSpeech.of(patient, stems, lists));
        }
        return new Talk(transcript, new LearnerSpeech(learner), turns, stems, lists, card);
    }

    private static List<String> namesOf(@Nullable Card card) {
        if (card == null) {
            return List.of();
        }
        var persona = card.persona();
        return List.of(persona.name(), persona.firstName(), persona.title());
    }

    /** Why the patient comes: words that are no jargon with this patient. */
    static String complaint(Card card) {
        var told = card.candidateCard().complaint();
        return card.presentingComplaint() + (told == null ? "" : " " + told);
    }

    private LearnerTurn read(
            int position,
            SpokenText text,
            PatientSpeech before,
            String known,
            Stems stems,
            Senses senses) {
        boolean interrupting = interrupts(text.turn(), before);
        var turn = new LearnerTurn(position, text, before, interrupting);
        var observed =
                lists.detector()
                        .detect(
                                new TurnContext(
                                        text.clauses(),
                                        before.givesCause()
                                                ? before.words()
                                                : NormalisedText.of(""),
                                        NormalisedText.of(known),
                                        Set.of(),
                                        interrupting));
        var soundness = senses.judge(text);
        for (int i = 0; i < text.clauses().size(); i++) {
            int index = i;
            var clause = text.clauses().get(i);
            turn.add(
                    new LearnerClause(
                            turn,
                            i,
                            clause,
                            stems.ofContent(clause.words()),
                            observed.stream().filter(one -> one.clause() == index).toList(),
                            soundness.isEmpty() ? Soundness.OWN : soundness.get(i)));
        }
        return turn;
    }

    /** Times out of order are no interruption. */
    private static boolean interrupts(Turn turn, PatientSpeech before) {
        var start = turn.start();
        var from = before.start();
        var to = before.end();
        return start != null
                && from != null
                && to != null
                && start > from
                && start <= to - INTERRUPTS;
    }
}
