package com.oetpraxis.ai.patient;

import com.oetpraxis.ai.card.Card;
import com.oetpraxis.ai.card.Cards;
import java.util.ArrayList;
import java.util.List;

/** A role-play in a test: learner's lines in, the patient's lines out. */
final class Dialogue {

    private final PatientEngine engine;
    private final Card card;
    private final Conversation conversation;
    private final List<PlayedTurn> turns = new ArrayList<>();
    private final List<PatientReply> replies = new ArrayList<>();

    Dialogue(PatientEngine engine, String code) {
        this.engine = engine;
        this.card = Cards.read(code);
        this.conversation = engine.open(card, List.of());
    }

    /** Says something and returns the patient's answer. */
    String say(String text) {
        return answer(text, false).text();
    }

    String interrupt(String text) {
        return answer(text, true).text();
    }

    PatientReply answer(String text, boolean interrupted) {
        var learner = PlayedTurn.learner(nextTurn(), text, interrupted);
        turns.add(learner);
        return add(conversation.hear(learner), true);
    }

    PatientReply silence(int count) {
        return add(conversation.silence(count, nextTurn()), false);
    }

    PatientReply timeUp() {
        return add(conversation.timeUp(nextTurn()), false);
    }

    /** The learner hears only so much of the last line. */
    void cutTo(String heard) {
        var last = turns.removeLast();
        turns.add(
                new PlayedTurn(
                        last.turn(),
                        Speaker.PATIENT,
                        last.text(),
                        heard,
                        last.prompted(),
                        false,
                        List.of(),
                        null));
        conversation.cutShort(heard);
    }

    private PatientReply add(PatientReply reply, boolean follow) {
        var said = PlayedTurn.patient(nextTurn(), reply.text(), reply.prompted());
        turns.add(said);
        replies.add(reply);
        if (follow) {
            conversation.follow(said);
        }
        return reply;
    }

    private int nextTurn() {
        return turns.size() + 1;
    }

    Dialogue sayAll(List<String> lines) {
        for (var line : lines) {
            say(line);
        }
        return this;
    }

    PatientRecord record() {
        return conversation.state();
    }

    PatientRecord replayed() {
        return engine.replay(card, turns);
    }

    List<PlayedTurn> turns() {
        return List.copyOf(turns);
    }

    Card card() {
        return card;
    }

    /** Both sides, for a failed assertion. */
    String script() {
        var script = new StringBuilder();
        turns.forEach(turn ->
                script.append(turn.speaker() == Speaker.LEARNER ? "> " : "  ")
                        .append(turn.text())
                        .append('\n'));
        return script.toString();
    }
}
