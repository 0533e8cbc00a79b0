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
     * @param voiced whether the patient's sentences come as sound too
     */
    record PatientReady(boolean recogniser, boolean paced, boolean voiced) implements TurnEvent {}

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

    /**
     * What has been recognised of the utterance so far.
     *
     * @param current whether it holds all that was said before the present pause
     * @param hesitating whether the last sound before it held no word
     */
    record InterimText(String text, boolean current, boolean hesitating) implements TurnEvent {}

    /** How much the present pause sounds like the end of the turn, 0 to 1. */
    record PauseSounds(double over) implements TurnEvent {}

    /** Sound has been listened to up to now: a silence is a silence, not a gap in the line. */
    record Listened() implements TurnEvent {}

    /** The recogniser is busy and answers late. */
    record RecogniserBusy() implements TurnEvent {}

    /**
     * A sentence of the patient's line has its sound.
     *
     * @param sentence of the line, from 0
     * @param last whether it is the line's last
     */
    record SentenceReady(int turn, int sentence, String text, long durationMs, boolean last)
            implements TurnEvent {}

    /** A sentence of the patient's line will have no sound. */
    record SentenceFailed(int turn, int sentence) implements TurnEvent {}

    /** The client has played so much of a piece of the patient's voice. */
    record Played(int turn, int sequence, long offsetMs) implements TurnEvent {}

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
