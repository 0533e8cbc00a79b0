package com.oetpraxis.ai.patient;

import com.oetpraxis.ai.behaviour.Behaviour;
import com.oetpraxis.ai.behaviour.Observed;
import com.oetpraxis.ai.pattern.PhrasePatterns;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the learner's manner leaves behind: events, and more or less rapport. */
final class Impression {

    private static final int SHORTEST_OPEN_QUESTION = 3;

    private final Memory memory;
    private final Rapport rapport;
    private final PhrasePatterns empathy;
    private final Set<String> termsNotExplained = new HashSet<>();

    Impression(Memory memory, Rapport rapport, PhrasePatterns empathy) {
        this.memory = memory;
        this.rapport = rapport;
        this.empathy = empathy;
    }

    /**
     * Notes what the learner did in a turn.
     *
     * @param cause whether the patient's last line called for empathy
     */
    void note(Understanding heard, boolean cause) {
        note(heard, EventKind.GREETING, heard.isSocial("greeting"));
        note(heard, EventKind.INTRODUCTION, heard.isSocial("introduce"));
        note(
                heard,
                EventKind.CHECK_UNDERSTANDING,
                heard.isSocial("check_yes_no") || heard.isSocial("teachback"));
        note(
                heard,
                EventKind.CHECK_QUESTIONS,
                heard.isSocial("any_questions") || heard.isSocial("anything_else"));
        note(heard, EventKind.SUMMARY, heard.isSocial("summary"));
        note(
                heard,
                EventKind.PERMISSION,
                heard.isSocial("permission") || heard.shows(Behaviour.PERMISSION));
        note(
                heard,
                EventKind.THANKS_OR_PRAISE,
                heard.isSocial("praise") || heard.shows(Behaviour.THANKS));
        note(heard, EventKind.EMPATHY, isEmpathic(heard) && cause);
        note(heard, EventKind.FALSE_REASSURANCE, Behaviour.FALSE_REASSURANCE);
        note(heard, EventKind.DISMISSIVE_OR_JUDGEMENTAL, Behaviour.DISMISSIVE);
        if (!heard.shows(Behaviour.DISMISSIVE)) {
            note(heard, EventKind.DISMISSIVE_OR_JUDGEMENTAL, Behaviour.JUDGEMENTAL);
        }
        note(heard, EventKind.INTERRUPTION, Behaviour.INTERRUPTION);
        note(heard, EventKind.LEADING_QUESTION, Behaviour.LEADING_QUESTION);
        note(heard, EventKind.LECTURE, Behaviour.LECTURE);
        note(heard, EventKind.PLAIN_EXPLANATION, Behaviour.JARGON_EXPLAINED);
        for (var term : heard.all(Behaviour.JARGON_UNEXPLAINED)) {
            memory.add(EventKind.JARGON_UNEXPLAINED, heard.number(), term.source(), term);
        }
        for (var question : openQuestions(heard)) {
            memory.add(EventKind.OPEN_QUESTION, heard.number(), "", question);
        }
    }

    private void note(Understanding heard, EventKind kind, boolean happened) {
        if (happened) {
            memory.add(kind, heard.number(), "");
        }
    }

    private void note(Understanding heard, EventKind kind, Behaviour behaviour) {
        heard.first(behaviour).ifPresent(one -> memory.add(kind, heard.number(), "", one));
    }

    /** Those that leave room: "What should I call you?" and "How does that sound?" do not. */
    private static List<Observed> openQuestions(Understanding heard) {
        return heard.all(Behaviour.OPEN_QUESTION).stream()
                .filter(one ->
                        heard.clauses().get(one.clause()).words().size() >= SHORTEST_OPEN_QUESTION)
                .filter(one ->
                        heard.winners().stream()
                                .filter(hit -> hit.clause() == one.clause())
                                .noneMatch(hit -> hit.kind() == Hit.Kind.SOCIAL))
                .toList();
    }

    private boolean isEmpathic(Understanding heard) {
        return heard.hasClause(empathy) || heard.shows(Behaviour.EMPATHY);
    }

    /** Moves rapport by what was noted. */
    void move(Understanding heard, boolean compound) {
        if (memory.happened(EventKind.GREETING) && memory.happened(EventKind.INTRODUCTION)) {
            rapport.moveAtMost(1, "greeting_with_name_and_role");
        }
        if (heard.isSocial("ask_name") || heard.shows(Behaviour.NAME_USE)) {
            rapport.moveAtMost(2, "asks_preferred_name_or_uses_name");
        }
        if (memory.happenedIn(heard.number(), EventKind.PERMISSION)) {
            rapport.moveAtMost(3, "permission_asked");
        }
        if (memory.happenedIn(heard.number(), EventKind.EMPATHY)) {
            rapport.moveAtMost(3, "empathy_statement");
        } else if (heard.hasClause(empathy)) {
            rapport.moveAtMost(2, "generic_empathy_elsewhere");
        }
        for (int i = 0; i < openQuestions(heard).size(); i++) {
            rapport.moveAtMost(5, "open_question");
        }
        heard.questionToAnswer()
                .filter(Conversation.ICE::contains)
                .filter(intent -> !memory.asked.contains(intent))
                .ifPresent(intent -> rapport.move("ice_elicited"));
        if (memory.happenedIn(heard.number(), EventKind.SUMMARY)) {
            rapport.moveAtMost(2, "reflects_or_summarises");
        }
        if (heard.shows(Behaviour.JARGON_EXPLAINED)) {
            rapport.moveAtMost(3, "plain_explanation");
        }
        for (var term : termsOf(heard)) {
            if (termsNotExplained.add(term)) {
                rapport.move("jargon_unexplained");
            }
        }
        if (compound) {
            rapport.move("compound_question");
        }
        if (heard.shows(Behaviour.LEADING_QUESTION)) {
            rapport.move("leading_question");
        }
        if (heard.shows(Behaviour.INTERRUPTION)) {
            rapport.move("interruption");
        }
        if (memory.happenedIn(heard.number(), EventKind.DISMISSIVE_OR_JUDGEMENTAL)) {
            rapport.move("dismissive_or_judgemental");
        }
        if (heard.shows(Behaviour.FALSE_REASSURANCE)) {
            rapport.move("false_reassurance");
        }
        if (heard.shows(Behaviour.LECTURE)) {
            rapport.move("lecture_over_60_words_without_check");
        }
        if (memory.happenedIn(heard.number(), EventKind.THANKS_OR_PRAISE)) {
            rapport.moveAtMost(2, "thanks_or_praise");
        }
    }

    private static Set<String> termsOf(Understanding heard) {
        return heard.all(Behaviour.JARGON_UNEXPLAINED).stream()
                .map(Observed::source)
                .collect(Collectors.toSet());
    }
}
