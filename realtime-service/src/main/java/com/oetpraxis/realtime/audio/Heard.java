package com.oetpraxis.realtime.audio;

/** What was found in the audio. */
public sealed interface Heard {

    /**
     * The learner is speaking; again every 100 ms while it goes on.
     *
     * @param startedAgoMs how long ago this stretch began, at least 250 ms
     */
    record Speech(long startedAgoMs) implements Heard {

        @Override
        public Speech earlierBy(long ms) {
            return new Speech(startedAgoMs + ms);
        }
    }

    /**
     * A stretch of speech is over.
     *
     * @param silentForMs how long the silence has lasted already
     */
    record SpeechStopped(long silentForMs) implements Heard {

        @Override
        public SpeechStopped earlierBy(long ms) {
            return new SpeechStopped(silentForMs + ms);
        }
    }

    /** A frame was lost because it cannot be decoded. */
    record Undecodable(AudioFault fault) implements Heard {

        @Override
        public Undecodable earlierBy(long ms) {
            return this;
        }
    }

    /** The same, seen from this much later. */
    Heard earlierBy(long ms);
}
