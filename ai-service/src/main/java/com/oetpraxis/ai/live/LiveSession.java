package com.oetpraxis.ai.live;

import com.oetpraxis.ai.card.Card;
import com.oetpraxis.ai.patient.Conversation;
import com.oetpraxis.ai.patient.Emotion;
import com.oetpraxis.ai.patient.PatientEngine;
import com.oetpraxis.ai.patient.PatientReply;
import com.oetpraxis.ai.patient.PlayedTurn;
import com.oetpraxis.ai.patient.Speaker;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The patient of one session behind a line. The same question has the same answer: what was asked
 * before is answered as before, and a turn with another text takes the place of what followed it.
 */
final class LiveSession {

    private final PatientEngine engine;
    private final Card card;
    private final TreeMap<Integer, PlayedTurn> turns = new TreeMap<>();
    private final TreeMap<Integer, PatientReply> replies = new TreeMap<>();
    private Conversation conversation;

    LiveSession(PatientEngine engine, Card card, List<PlayedTurn> turns) {
        this.engine = engine;
        this.card = card;
        turns.forEach(turn -> this.turns.put(turn.turn(), turn));
        this.conversation = engine.open(card, turns);
    }

    /** Whether the patient still has to say the opening line if the learner does not begin. */
    boolean hasOpeningLine() {
        return !conversation.hasBegun();
    }

    PatientReply reply(int turn, String text, boolean interrupted) {
        var known = replies.get(turn + 1);
        var before = turns.get(turn);
        if (known != null && before != null && before.text().equals(text)) {
            return known;
        }
        rewindTo(turn);
        var learner = PlayedTurn.learner(turn, text, interrupted);
        var reply = conversation.hear(learner);
        turns.put(turn, learner.understood(reply.matched()));
        return speak(turn + 1, reply);
    }

    /** What the reply to a turn would be, and in which mood; nothing is changed by asking. */
    Preview preview(int turn, String text, boolean interrupted) {
        var trial = engine.open(card, List.copyOf(turns.headMap(turn).values()));
        var reply = trial.hear(PlayedTurn.learner(turn, text, interrupted));
        return new Preview(reply, trial.emotion());
    }

    /** How the patient feels now. */
    Emotion emotion() {
        return conversation.emotion();
    }

    /**
     * A reply that has not been given.
     *
     * @param emotion how the patient would feel then
     */
    record Preview(PatientReply reply, Emotion emotion) {}

    PatientReply silence(int count, int turn) {
        return prompt(turn, to -> to.silence(count, turn));
    }

    PatientReply timeUp(int turn) {
        return prompt(turn, to -> to.timeUp(turn));
    }

    private PatientReply prompt(int turn, Function<Conversation, PatientReply> line) {
        var known = replies.get(turn);
        if (known != null) {
            return known;
        }
        rewindTo(turn);
        return speak(turn, line.apply(conversation));
    }

    private PatientReply speak(int turn, PatientReply reply) {
        var said = PlayedTurn.patient(turn, reply.text(), reply.prompted());
        turns.put(turn, said);
        replies.put(turn, reply);
        if (!reply.prompted()) {
            conversation.follow(said);
        }
        return reply;
    }

    /** Says how much of a line the learner heard. */
    void heard(int turn, String heardText) {
        var said = turns.get(turn);
        if (said == null || said.speaker() != Speaker.PATIENT) {
            return;
        }
        turns.put(
                turn,
                new PlayedTurn(
                        turn,
                        Speaker.PATIENT,
                        said.text(),
                        heardText,
                        said.prompted(),
                        false,
                        List.of(),
                        null));
        rebuild();
    }

    /** Forgets a line that was never said. */
    void cancel(int turn) {
        @Nullable PlayedTurn said = turns.get(turn);
        if (said != null && said.speaker() == Speaker.PATIENT) {
            rewindTo(turn);
        }
    }

    private void rewindTo(int turn) {
        replies.tailMap(turn, true).clear();
        var later = turns.tailMap(turn, true);
        if (!later.isEmpty()) {
            later.clear();
            rebuild();
        }
    }

    private void rebuild() {
        conversation = engine.open(card, List.copyOf(turns.values()));
    }
}
