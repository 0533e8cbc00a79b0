package com.oetpraxis.ai.patient;

import com.oetpraxis.ai.behaviour.Observed;
import com.oetpraxis.ai.card.Condition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What was asked, told and revealed in a role-play, and all that happened in it, in order. */
final class Memory {

    final List<PatientEvent> events = new ArrayList<>();
    final Set<String> asked = new LinkedHashSet<>();
    final Set<String> told = new LinkedHashSet<>();
    final Set<String> revealed = new LinkedHashSet<>();
    int learnerTurns;
    int replies;

    void add(EventKind kind, int turn, String subject) {
        events.add(PatientEvent.of(kind, turn, subject));
    }

    void add(EventKind kind, int turn, String subject, Observed one) {
        events.add(new PatientEvent(kind, turn, subject, one.start(), one.end()));
    }

    /** Forgets what turns out not to have happened. */
    void takeBack(EventKind kind, int turn, String subject) {
        events.removeIf(event ->
                event.kind() == kind && event.turn() == turn && event.subject().equals(subject));
    }

    void ask(String intent, int turn) {
        asked.add(intent);
        add(EventKind.ASKED, turn, intent);
    }

    void reveal(List<String> facts, Draft draft) {
        for (var fact : facts) {
            if (revealed.add(fact)) {
                draft.facts.add(fact);
                add(EventKind.REVEALED, draft.turn, fact);
            }
        }
    }

    boolean happened(EventKind kind) {
        return events.stream().anyMatch(event -> event.kind() == kind);
    }

    boolean happenedIn(int turn, EventKind kind) {
        return events.stream().anyMatch(event -> event.kind() == kind && event.turn() == turn);
    }

    boolean holds(Condition condition, Rapport rapport) {
        return (condition.turn() == null || replies + 1 >= condition.turn())
                && (condition.asked() == null || asked.containsAll(condition.asked()))
                && (condition.told() == null || told.containsAll(condition.told()))
                && (condition.revealed() == null || revealed.containsAll(condition.revealed()))
                && (condition.band() == null || rapport.band().isAtLeast(condition.band()));
    }
}
