package com.oetpraxis.realtime.turntaking;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where a conversation stands when a connection takes it up.
 *
 * @param duration the card's length, at which the patient closes
 * @param active time already spent, pauses excluded
 * @param paused whether the session waits for an explicit {@code resume}
 * @param nextTurn the number the next turn gets, from 1 over both speakers
 * @param lastEndedMs where the last stored turn ended on the session clock, 0 if there is none
 * @param silenceLines how many of the last turns are unasked lines of the patient
 * @param unanswered the last stored turn if it is the learner's and has no reply yet
 * @param unfinished the last stored turn if it is the patient's and was never reported as heard
 * @param detection what ends a learner's spoken turn
 */
public record Opening(
        Duration duration,
        Duration active,
        boolean paused,
        int nextTurn,
        long lastEndedMs,
        int silenceLines,
        @Nullable Unanswered unanswered,
        @Nullable Unfinished unfinished,
        Detection detection) {

    /** A learner's turn that was stored but not answered when the connection was lost. */
    public record Unanswered(int turn, String text, long endedMs) {}

    /** A patient's turn that was stored but of which nobody knows how much was heard. */
    public record Unfinished(int turn, String plannedText) {}

    /** What ends a learner's spoken turn. */
    public enum Detection {
        /** A natural pause (BR-10). */
        AUTO,
        /** Only {@code end_of_turn}, or the longest turn. */
        MANUAL
    }
}
