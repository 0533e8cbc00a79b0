package com.oetpraxis.ai.patient;

/**
 * Something that happened in a role-play.
 *
 * @param turn number of the turn in which it happened: the learner's for what the learner did, the
 *     patient's for what the patient said
 * @param subject what it is about, such as an intent's id; empty where the kind says all
 * @param start first character of the learner's words it rests on, in UTF-16 units; -1 where it
 *     rests on none
 * @param end one past the last character, or -1
 */
public record PatientEvent(EventKind kind, int turn, String subject, int start, int end) {

    static PatientEvent of(EventKind kind, int turn, String subject) {
        return new PatientEvent(kind, turn, subject, -1, -1);
    }
}
