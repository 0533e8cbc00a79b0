package com.oetpraxis.realtime.audio;

import java.io.Serial;

/** Audio that cannot be taken, with its code of the stream (design, Errors). */
public final class AudioFault extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    private final String code;

    private AudioFault(String code, String message) {
        super(message);
        this.code = code;
    }

    static AudioFault format(String message) {
        return new AudioFault("AUDIO001", message);
    }

    static AudioFault frame(String message) {
        return new AudioFault("AUDIO002", message);
    }

    static AudioFault tooFast() {
        return new AudioFault("AUDIO003", "Send audio no faster than it is recorded.");
    }

    /** {@code AUDIO001} to {@code AUDIO003}. */
    public String code() {
        return code;
    }
}
