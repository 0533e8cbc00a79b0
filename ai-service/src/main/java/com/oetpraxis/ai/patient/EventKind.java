package com.oetpraxis.ai.patient;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can happen in a role-play; the first group has the names that cards use for events. */
public enum EventKind {
    GREETING,
    INTRODUCTION,
    CHECK_UNDERSTANDING,
    CHECK_QUESTIONS,
    EMPATHY,
    FALSE_REASSURANCE,
    DISMISSIVE_OR_JUDGEMENTAL,
    INTERRUPTION,
    COMPOUND_QUESTION,
    LEADING_QUESTION,
    JARGON_UNEXPLAINED,

    /** The subject is an ask intent: it was answered. */
    ASKED,
    /** The subject is an ask intent that a later question of the same turn left unanswered. */
    LEFT_UNANSWERED,
    /** The subject is a tell intent: advice or explanation was heard. */
    TOLD,
    /** The subject is a hidden fact: it came out. */
    REVEALED,
    /** The subject is a cue: the patient dropped it. */
    CUE_DROPPED,
    /** The subject is a cue: the learner picked it up within two turns. */
    CUE_PICKED_UP,
    /** The subject is a cue: the learner picked it up after it had been missed. */
    CUE_PICKED_UP_LATE,
    /** The subject is a cue: two turns passed it by. */
    CUE_MISSED,
    /** The subject is a question the patient raised. */
    QUESTION_RAISED,
    QUESTION_ANSWERED,
    /** The subject is a question met with a false promise, a dismissal or nothing. */
    QUESTION_DODGED,
    /** Idea, concern or expectation was asked for; the subject says which. */
    ICE_ELICITED,
    SUMMARY,
    PERMISSION,
    THANKS_OR_PRAISE,
    PLAIN_EXPLANATION,
    LECTURE,
    OPEN_QUESTION,
    /** Nothing in the turn could be understood. */
    NOT_UNDERSTOOD,
    SILENCE,
    /** The talk ended; the subject is {@code closed} or {@code time_up}. */
    CLOSED;

    /** The kind a card calls by this name. */
    public static Optional<EventKind> named(String name) {
        return Arrays.stream(values()).filter(kind -> kind.cardName().equals(name)).findFirst();
    }

    String cardName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
