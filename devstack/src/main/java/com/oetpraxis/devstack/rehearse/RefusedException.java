package com.oetpraxis.devstack.rehearse;

import java.io.Serial;

/** The suite has answered, and refused. */
final class RefusedException extends RehearsalException {

    @Serial private static final long serialVersionUID = 1L;

    private final int status;
    private final String reason;
    private final String sessionId;

    RefusedException(String sentence, int status, String reason, String sessionId) {
        super(sentence);
        this.status = status;
        this.reason = reason;
        this.sessionId = sessionId;
    }

    int status() {
        return status;
    }

    /** {@code details.reason}, empty where there is none. */
    String reason() {
        return reason;
    }

    /** The session that stands in the way, empty where there is none. */
    String sessionId() {
        return sessionId;
    }
}
