package com.oetpraxis.ai.speech;

/**
 * Whoever turns speech into words; one implementation per provider, used by several threads at
 * once.
 */
public interface Recogniser {

    /** Sound comes with so many samples a second. */
    int SAMPLE_RATE = 16_000;

    /** What it is called in messages and metrics, such as {@code moonshine-tiny-en}. */
    String name();

    /**
     * Writes down one stretch of speech.
     *
     * @param samples mono, {@value #SAMPLE_RATE} Hz, -1 to 1, at most 15 s; they are not kept
     * @param preferred words that win where two are about equally likely
     * @return what was said; empty where nothing was, or where it was cancelled
     * @throws SpeechException if it fails
     */
    Recognition recognise(float[] samples, PreferredWords preferred, Cancellation cancellation);
}
