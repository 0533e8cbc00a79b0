package com.oetpraxis.realtime.turntaking;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A stretch of the learner's speech, pauses included, that may become a turn. */
final class Utterance {

    private static final long STILL_SPEAKING_MS = 400;
    private static final long LISTENERS_SOUND_OVER_MS = 700;
    private static final long LISTENERS_SOUND_UNKNOWN_MS = 2_000;
    private static final long FALSE_ALARM_KNOWN_MS = 300;
    private static final long FALSE_ALARM_UNKNOWN_MS = 1_000;

    long startedAt;
    long lastSpeechAt;

    /** When the present run of speech, without a pause, began. */
    private long runStartedAt;

    /** Whether the learner is speaking now, as far as was heard. */
    boolean speaking = true;

    /** Whether it began while the patient was speaking. */
    final boolean overPatient;

    boolean endHinted;
    @Nullable String text;

    /** Whether the text holds all that was said so far. */
    boolean textCurrent;

    /** Whether the last sound held no word. */
    boolean hesitating;

    /** How much the voice sounded as if the turn was over, at the present pause. */
    @Nullable Double soundsOver;

    /** The words for which a reply is being prepared. */
    private @Nullable String prepared;

    Utterance(long startedAt, boolean overPatient) {
        this.startedAt = startedAt;
        this.lastSpeechAt = startedAt;
        this.runStartedAt = startedAt;
        this.overPatient = overPatient;
    }

    /** Speech goes on: what was known of the pause no longer holds. */
    void speaks(long now, long runMs) {
        lastSpeechAt = now;
        runStartedAt = now - runMs;
        speaking = true;
        textCurrent = false;
        soundsOver = null;
    }

    void falls(long lastSpeech) {
        lastSpeechAt = Math.max(startedAt, lastSpeech);
        speaking = false;
    }

    void recognised(String words, boolean current, boolean withoutWords) {
        text = words;
        textCurrent = current && !speaking;
        hesitating = withoutWords;
    }

    void shift(long ms) {
        startedAt += ms;
        lastSpeechAt += ms;
        runStartedAt += ms;
    }

    /** How long the last run of speech was, without a pause. */
    long runMs() {
        return lastSpeechAt - runStartedAt;
    }

    boolean isStillSpeaking(long now) {
        return speaking && now - lastSpeechAt < STILL_SPEAKING_MS;
    }

    /** A listener's sound over the patient's words, or at their end, is no turn. */
    boolean leavesTheFloor() {
        return overPatient && BargeIn.leavesTheFloor(text);
    }

    /** The words to which a reply should be prepared now, null if they do not seem to be all. */
    @Nullable String prepareReply() {
        String words = text;
        if (words == null
                || words.isBlank()
                || !textCurrent
                || hesitating
                || words.equals(prepared)
                || Endpointing.kindOf(words) == Endpointing.Kind.HANGING) {
            return null;
        }
        prepared = words;
        return words;
    }

    /** The turn goes on: whether a reply was being prepared, which is not wanted any more. */
    boolean callOffReply() {
        boolean preparing = prepared != null;
        prepared = null;
        return preparing;
    }

    /** The silence that ends the turn, from what is known of it now. */
    Duration silence(PauseHabits habits, EndOfTurn.Listens listens) {
        return EndOfTurn.after(text, textCurrent, soundsOver, hesitating, habits, listens);
    }

    /** When a sound over the patient's words is taken to have been a listener's. */
    long listenersSoundOverAt() {
        if (speaking) {
            return TurnTaking.NEVER;
        }
        return lastSpeechAt + (textCurrent ? LISTENERS_SOUND_OVER_MS : LISTENERS_SOUND_UNKNOWN_MS);
    }

    /** When the patient, stopped for it, goes on unless it turns out to be words. */
    long falseAlarmAt() {
        boolean nothing = !speaking && textCurrent && BargeIn.leavesTheFloor(text);
        return lastSpeechAt + (nothing ? FALSE_ALARM_KNOWN_MS : FALSE_ALARM_UNKNOWN_MS);
    }
}
