package com.oetpraxis.realtime.audio;

/** What was found in the audio. */
public sealed interface Heard {

    /**
     * The learner is speaking; again every 100 ms while it goes on.
     *
     * @param startedAgoMs how long this stretch has lasted, at least 250 ms
     */
    record Speech(long startedAgoMs) implements Heard {}

    /**
     * A stretch of speech is over.
     *
     * @param silentForMs how long the silence has lasted already
     */
    record SpeechStopped(long silentForMs) implements Heard {}

    /** A frame was lost because it cannot be decoded. */
    record Undecodable(AudioFault fault) implements Heard {}
}
