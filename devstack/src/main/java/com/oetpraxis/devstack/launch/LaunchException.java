package com.oetpraxis.devstack.launch;

import java.io.Serial;

/** Why the suite cannot run here, in one sentence for the person at the terminal. */
final class LaunchException extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    LaunchException(String sentence) {
        super(sentence);
    }

    LaunchException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
