package com.oetpraxis.user.signin;

import com.oetpraxis.user.signin.FailedSignIns.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Counts in this instance's memory. */
@Component
class LocalFailureWindows implements FailureWindows {

    /** More keys than this are swept; an entry without failures in the window is dropped. */
    private static final int SWEEP_AT = 10_000;

    private final Map<String, Deque<Instant>> windows = new HashMap<>();

    @Override
    public synchronized Duration apply(Step step, Attempt attempt, Instant now) {
        var account = "account:" + attempt.accountKey();
        var address = "address:" + attempt.address();
        var forAccount = wait(account, FailedSignIns.PER_ACCOUNT, now);
        var forAddress = wait(address, FailedSignIns.PER_ADDRESS, now);
        var wait = forAccount.compareTo(forAddress) > 0 ? forAccount : forAddress;
        if (wait.isPositive()) {
            return wait;
        }
        switch (step) {
            case CHECK -> {}
            case FAIL -> {
                sweep(now);
                windows.computeIfAbsent(account, k -> new ArrayDeque<>()).addLast(now);
                windows.computeIfAbsent(address, k -> new ArrayDeque<>()).addLast(now);
            }
            case SUCCEED -> windows.remove(account);
        }
        return Duration.ZERO;
    }

    private Duration wait(String key, int limit, Instant now) {
        var failures = windows.get(key);
        if (failures == null) {
            return Duration.ZERO;
        }
        forget(failures, now);
        if (failures.isEmpty()) {
            windows.remove(key);
        }
        return failures.size() < limit
                ? Duration.ZERO
                : Duration.between(now, failures.getFirst().plus(FailedSignIns.WINDOW));
    }

    private void sweep(Instant now) {
        if (windows.size() > SWEEP_AT) {
            windows.values()
                    .removeIf(failures -> {
                        forget(failures, now);
                        return failures.isEmpty();
                    });
        }
    }

    private static void forget(Deque<Instant> failures, Instant now) {
        var from = now.minus(FailedSignIns.WINDOW);
        while (!failures.isEmpty() && !failures.getFirst().isAfter(from)) {
            failures.removeFirst();
        }
    }
}
