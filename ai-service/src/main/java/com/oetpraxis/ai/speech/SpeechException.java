package com.oetpraxis.ai.speech;

/** A model or provider that failed; its message holds no word of what was said. */
public final class SpeechException extends RuntimeException {

    public SpeechException(String message, Throwable cause) {
        super(message, cause);
    }

    public SpeechException(String message) {
        super(message);
    }
}
