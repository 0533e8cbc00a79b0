package com.oetpraxis.realtime.turntaking;

import org.jspecify.annotations.Nullable;

/** What a conversation waits for. */
sealed interface Waiting {

    enum Asked {
        REPLY,
        SILENCE,
        CLOSING
    }

    record Nothing() implements Waiting {}

    record StoringLearner(int turn, String text, @Nullable Double confidence, boolean interrupted)
            implements Waiting {}

    record AwaitedLine(Asked asked, int turn) implements Waiting {}

    record StoringLine(Delivery line) implements Waiting {}

    record Delivering(Delivery line) implements Waiting {}

    /** The patient has stopped for what may be an interruption. */
    record Suspended(Delivery line, String heard) implements Waiting {}

    record Recognising(long startedMs, long endedMs, boolean overPatient) implements Waiting {}

    record Completing() implements Waiting {}
}
