package com.oetpraxis.devstack.rehearse;

import java.io.Serial;

/** Nobody answers at the suite's address. */
final class UnansweredException extends RehearsalException {

    @Serial private static final long serialVersionUID = 1L;

    UnansweredException(String sentence) {
        super(sentence);
    }
}
