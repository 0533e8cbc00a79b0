package com.oetpraxis.realtime.turntaking;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has to be done next, in the order given. */
public sealed interface TurnCommand {

    /** Tell the client the state. */
    record ShowState(Phase phase) implements TurnCommand {}

    /**
     * Tell the client the time.
     *
     * @param remainingSeconds whole seconds to the card's duration, rounded up, not below 0
     */
    record ShowTimer(int remainingSeconds, TimerLevel level) implements TurnCommand {}

    /** Show the learner that they may speak; no turn. */
    record ShowHint() implements TurnCommand {}

    /** Tell the learner about a difficulty or a choice. */
    record Guide(Issue issue) implements TurnCommand {}

    /** Refuse the last message. */
    record Refuse(Refusal refusal, int retryAfterSeconds) implements TurnCommand {}

    /**
     * Store a turn before anything is said of it; answered by {@link TurnEvent.TurnStored}.
     *
     * @param piecesBefore how many {@link Deliver} precede the turn's last message once it is
     *     stored
     * @param startedMs beginning on the session clock, pauses excluded
     * @param endedMs end on the session clock, not before {@code startedMs}
     * @param heard what of a patient's turn counts as heard, null while that is not known
     */
    record StoreTurn(
            int turn,
            Speaker speaker,
            String text,
            @Nullable String heard,
            boolean prompted,
            Source source,
            long startedMs,
            long endedMs,
            @Nullable Double confidence,
            List<Word> words,
            int piecesBefore)
            implements TurnCommand {}

    /** Tell the client that its turn is stored. */
    record Acknowledge(int turn, String text, @Nullable Double confidence) implements TurnCommand {}

    /** Send a piece of the patient's line, or at last the whole. */
    record Deliver(int turn, String text, boolean last, boolean prompted) implements TurnCommand {}

    /**
     * Send a piece of the patient's voice.
     *
     * @param sentence of the line, from 0
     * @param fromMs where in the sentence it begins
     * @param toMs where it ends
     * @param sequence of the pieces of this line, from 0
     */
    record Speak(int turn, int sentence, long fromMs, long toMs, int sequence, boolean last)
            implements TurnCommand {}

    /** Show the learner what has been understood so far of the turn they are speaking. */
    record ShowInterim(int turn, String text) implements TurnCommand {}

    /** Tell the client how much of the patient's line had been heard when it stopped. */
    record ShowInterrupted(int turn, String spokenText) implements TurnCommand {}

    /** Store how much of the patient's line was heard, and tell the patient. */
    record RecordHeard(int turn, String heardText, long endedMs) implements TurnCommand {}

    /** Tell the patient that its line was heard as planned. */
    record TellHeard(int turn, String heardText) implements TurnCommand {}

    /** Ask the patient for the reply to the learner's turn. */
    record AskReply(int turn, String text, boolean interrupted, long elapsedMs)
            implements TurnCommand {}

    /**
     * The learner's turn is probably over: have the reply to it ready.
     *
     * @param turn the number the learner's turn would get
     */
    record PrepareReply(int turn, String text, boolean interrupted, long elapsedMs)
            implements TurnCommand {}

    /**
     * Ask the patient for a line after silence.
     *
     * @param count 1 or 2 in a row
     * @param turn the number the line gets
     */
    record AskSilenceLine(int count, int turn) implements TurnCommand {}

    /** Ask the patient to close; {@code turn} is the number the line gets. */
    record AskClosing(int turn) implements TurnCommand {}

    /** The line asked for under this number is not wanted any more. */
    record CancelReply(int turn) implements TurnCommand {}

    /**
     * A spoken utterance is over: judge its quality and, where there is a recogniser, finish it.
     *
     * @param silentMs the silence after which it was taken to be over
     */
    record FinishUtterance(long startedMs, long endedMs, long silentMs, boolean recognise)
            implements TurnCommand {}

    /** What was said since the last turn was nothing: forget its sound. */
    record DropUtterance() implements TurnCommand {}

    /** Stop the session's clock at session-service. */
    record PauseSession(String reason) implements TurnCommand {}

    /** Start the session's clock at session-service. */
    record ResumeSession() implements TurnCommand {}

    /** Complete the session; answered by {@link TurnEvent.Completed}. */
    record Complete(CompletionReason reason) implements TurnCommand {}

    /** Who a turn belongs to. */
    enum Speaker {
        LEARNER,
        PATIENT
    }

    /** How a turn came. */
    enum Source {
        TYPED,
        AUDIO
    }

    /** How urgent the countdown is (BR-15): warning below 30 s, critical below 10 s. */
    enum TimerLevel {
        NORMAL,
        WARNING,
        CRITICAL
    }

    /** What the learner is guided about (catalogue 8.4). */
    enum Issue {
        TIMEOUT,
        CONFIRM_END
    }

    /** Why a message was refused. */
    enum Refusal {
        PAUSED,
        ENDING,
        TOO_MANY_UTTERANCES,
        TOO_MANY_REPLIES,
        NO_RECOGNISER,
        NOT_UNDERSTOOD,
        NO_REPLY
    }

    /** Why a session is completed. */
    enum CompletionReason {
        STOPPED,
        TIME_LIMIT,
        CLOSED
    }
}
