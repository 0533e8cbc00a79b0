package com.oetpraxis.realtime.turntaking;

import org.jspecify.annotations.Nullable;

/** A stretch of the learner's speech, pauses included, that may become a turn. */
final class Utterance {

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
    @Nullable String prepared;

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
}
