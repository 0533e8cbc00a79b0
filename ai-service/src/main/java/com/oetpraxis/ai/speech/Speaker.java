package com.oetpraxis.ai.speech;

/** A voice; one implementation per provider, used by several threads at once. */
public interface Speaker {

    /** What it is called in messages and metrics, such as {@code piper-joe}. */
    String name();

    Gender gender();

    /** Speakers of one pool share their threads; by default each has its own. */
    default String pool() {
        return name();
    }

    /** How many threads it serves at once. */
    default int atOnce() {
        return Integer.MAX_VALUE;
    }

    /** Samples a second of what it speaks. */
    int sampleRate();

    /**
     * Speaks one sentence.
     *
     * @param tempo 1 is the voice's own; 1.1 is a tenth faster; 0.5 to 2
     * @return mono; empty where there is nothing to say, or where it was cancelled
     * @throws SpeechException if it fails
     */
    short[] speak(String sentence, double tempo, Cancellation cancellation);
}
