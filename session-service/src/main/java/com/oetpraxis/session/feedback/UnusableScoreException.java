package com.oetpraxis.session.feedback;

import java.io.Serial;

/** The scorer's answer breaks its contract; nothing of the transcript is in the message. */
class UnusableScoreException extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    UnusableScoreException(String message) {
        super(message);
    }
}
