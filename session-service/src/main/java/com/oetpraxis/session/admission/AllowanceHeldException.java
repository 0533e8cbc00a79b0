package com.oetpraxis.session.admission;

import java.io.Serial;

/**
 * What is left of the learner's allowance is held for sessions that are open or being started: it
 * is not used up.
 */
public final class AllowanceHeldException extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    AllowanceHeldException() {
        super("the rest of the allowance is held");
    }
}
