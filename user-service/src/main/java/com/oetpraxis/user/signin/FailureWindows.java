package com.oetpraxis.user.signin;

import com.oetpraxis.user.signin.FailedSignIns.Attempt;
import java.time.Duration;
import java.time.Instant;

/** The sliding windows of failures, per account and per address. */
interface FailureWindows {

    enum Step {
        CHECK,
        FAIL,
        SUCCEED
    }

    /**
     * Does the step at once, unless a window is full.
     *
     * @return zero if it was done, else how long until there is room
     */
    Duration apply(Step step, Attempt attempt, Instant now);
}
