package com.oetpraxis.realtime.turntaking;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can happen to a live conversation. */
public sealed interface TurnEvent {

    /** The connection is ready to talk; comes first and once. */
    record Started() implements TurnEvent {}

    /**
     * The patient's side has answered what it can do.
     *
     * @param recogniser whether the learner's speech can be transcribed
     * @param paced whether replies take time to be heard, by voice or at reading pace
     */
    record PatientReady(boolean recogniser, boolean paced) implements TurnEvent {}

    /** The learner typed an utterance; {@code words} are the client's own recogniser's. */
    record LearnerText(String text, List<Word> words) implements TurnEvent {}

    /**
     * The learner is speaking; repeated while it goes on.
     *
     * @param startedAgoMs how long ago this stretch of speech began
     */
    record Speech(long startedAgoMs) implements TurnEvent {}

    /**
     * The learner has stopped speaking for now.
     *
     * @param silentForMs how long the silence has lasted already
     */
    record SpeechStopped(long silentForMs) implements TurnEvent {}

    /** What has been recognised of the utterance so far. */
    record InterimText(String text) implements TurnEvent {}

    /** The finished utterance as recognised; blank if nothing was understood. */
    record Recognised(String text, @Nullable Double confidence, List<Word> words)
            implements TurnEvent {}

    /**
     * The client says that the learner's turn is over.
     *
     * @param audioSinceLast whether any audio has come since the last utterance ended
     */
    record EndOfTurn(boolean audioSinceLast) implements TurnEvent {}

    /** The patient's line is there; {@code turn} is the number that was asked for. */
    record PatientReply(int turn, String text, boolean prompted, boolean closing)
            implements TurnEvent {}

    /** The patient's line will not come. */
    record ReplyFailed(int turn) implements TurnEvent {}

    /** session-service has stored the turn. */
    record TurnStored(int turn) implements TurnEvent {}

    /** The learner wants the patient to stop. */
    record Interrupt() implements TurnEvent {}

    /** The learner, or their device, pauses the session. */
    record Pause(String reason) implements TurnEvent {}

    /** The learner goes on after a pause. */
    record Resume() implements TurnEvent {}

    /** The learner wants to end the session; the second step is {@code confirm}. */
    record Stop(boolean confirm) implements TurnEvent {}

    /** session-service has completed the session. */
    record Completed() implements TurnEvent {}

    /** Time has passed; due whenever {@link TurnTaking#wakeAt()} is reached. */
    record Tick() implements TurnEvent {}
}
