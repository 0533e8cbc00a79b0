package com.oetpraxis.ai.transcript;

import java.io.Serial;

/** A file that is no transcript; the message is one sentence for whoever wrote it. */
public final class InvalidTranscriptException extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    private final String sentence;

    public InvalidTranscriptException(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    /** What is wrong, in one sentence. */
    public String sentence() {
        return sentence;
    }
}
