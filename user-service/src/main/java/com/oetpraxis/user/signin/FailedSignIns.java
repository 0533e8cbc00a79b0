package com.oetpraxis.user.signin;

import com.oetpraxis.shared.web.ProblemException;
import com.oetpraxis.user.secret.OpaqueToken;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Counts failed sign-ins: 5 per account and 20 per address in any 15 minutes, never scaled. The
 * outcome of an attempt stands only if there was room for it when it came, so that a rush of
 * guesses at once learns no more than five in a row would.
 *
 * <p>Counted in Redis, and in this instance as well for the time when Redis is away.
 */
@Component
class FailedSignIns {

    static final int PER_ACCOUNT = 5;
    static final int PER_ADDRESS = 20;
    static final Duration WINDOW = Duration.ofMinutes(15);

    private static final Logger log = LoggerFactory.getLogger(FailedSignIns.class);

    private final FailureWindows shared;
    private final FailureWindows own;
    private final Clock clock;

    FailedSignIns(RedisFailureWindows shared, LocalFailureWindows own, Clock clock) {
        this.shared = shared;
        this.own = own;
        this.clock = clock;
    }

    /**
     * One attempt to sign in.
     *
     * @param account the address as it was given, known or not
     * @param address the client's IP address
     */
    record Attempt(String account, String address) {

        /** Nobody's mail address is kept in clear where it need not be. */
        String accountKey() {
            return new OpaqueToken(account.toLowerCase(Locale.ROOT)).hash();
        }
    }

    /**
     * @throws ProblemException TOO_MANY_FAILURES
     */
    void check(Attempt attempt) {
        apply(FailureWindows.Step.CHECK, attempt);
    }

    /**
     * @throws ProblemException TOO_MANY_FAILURES if there was no room for this failure any more
     */
    void failed(Attempt attempt) {
        apply(FailureWindows.Step.FAIL, attempt);
    }

    /**
     * The account's failures are forgotten.
     *
     * @throws ProblemException TOO_MANY_FAILURES if the limit was reached in the meantime
     */
    void succeeded(Attempt attempt) {
        apply(FailureWindows.Step.SUCCEED, attempt);
    }

    private void apply(FailureWindows.Step step, Attempt attempt) {
        var now = clock.instant();
        var here = own.apply(step, attempt, now);
        Duration wait;
        try {
            wait = shared.apply(step, attempt, now);
        } catch (DataAccessException e) {
            log.warn("Failed sign-ins were counted by this instance alone: Redis did not answer");
            wait = here;
        }
        if (wait.isPositive()) {
            throw new ProblemException(
                            SignInProblem.TOO_MANY_FAILURES,
                            "There were too many failed sign-ins; wait and try again.")
                    .retryAfter(wait.plusMillis(999));
        }
    }
}
