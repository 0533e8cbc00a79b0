package com.oetpraxis.session.practice;

import java.util.UUID;

/** What happens to a session and others may want to know; the records are the events' payloads. */
public sealed interface SessionEvent {

    UUID sessionId();

    /** A session was made and waits for its learner. */
    record SessionCreated(UUID sessionId, UUID userId, UUID scenarioId, int scenarioVersion)
            implements SessionEvent {}

    /** The learner's first words were stored: from here on the session counts (BR-35). */
    record SessionStarted(UUID sessionId, UUID userId) implements SessionEvent {}

    /** The clock was stopped. */
    record SessionPaused(UUID sessionId, UUID userId) implements SessionEvent {}

    /** The clock goes on. */
    record SessionResumed(UUID sessionId, UUID userId) implements SessionEvent {}

    /**
     * A turn was stored.
     *
     * @param speaker {@code learner} or {@code patient}
     */
    record TurnCompleted(UUID sessionId, int turn, String speaker) implements SessionEvent {}

    /**
     * A learner has finished a session; its report is being made.
     *
     * @param reportId final already
     * @param durationSeconds active time, pauses left out
     */
    record SessionCompleted(
            UUID sessionId, UUID userId, UUID scenarioId, UUID reportId, int durationSeconds)
            implements SessionEvent {}

    /**
     * A learner gave the session up.
     *
     * @param started whether the learner had said something that counts
     */
    record SessionCancelled(UUID sessionId, UUID userId, String reason, boolean started)
            implements SessionEvent {}

    /**
     * Nothing was heard for a quarter of an hour, and too little before to assess.
     *
     * @param started whether the learner had said something that counts
     */
    record SessionExpired(UUID sessionId, UUID userId, String reason, boolean started)
            implements SessionEvent {}
}
