package com.oetpraxis.devstack.rehearse;

import java.io.Serial;

/** Why the rehearsal cannot go on, in one sentence. */
class RehearsalException extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    RehearsalException(String sentence) {
        super(sentence);
    }
}
