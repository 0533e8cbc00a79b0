package com.oetpraxis.user.account;

import com.oetpraxis.shared.web.CommonProblem;
import com.oetpraxis.shared.web.ProblemException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes passwords with Argon2id: 19 MiB, two passes, one lane (OWASP Password Storage Cheat
 * Sheet). As many at a time as there are cores, so that a rush of sign-ins waits instead of taking
 * the memory.
 */
@Component
public class Passwords {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Argon2PasswordEncoder encoder =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES);
    private final Semaphore room =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors()), true);

    /** The hash of nobody's password: an unknown account takes as long as a known one (BR-19). */
    private final String nobody = encoder.encode("nobody's password");

    /** A new hash with its own salt and the parameters in it. */
    public String hash(String password) {
        return withRoom(() -> String.valueOf(encoder.encode(password)));
    }

    /**
     * Compares, in the same time whether there is a hash or not.
     *
     * @param hash null where there is no such account
     */
    public boolean matches(String password, @Nullable String hash) {
        return withRoom(() -> encoder.matches(password, hash == null ? nobody : hash))
                && hash != null;
    }

    private <T> T withRoom(Supplier<T> work) {
        try {
            if (!room.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ProblemException(
                                CommonProblem.SERVICE_UNAVAILABLE,
                                "Too many people are signing in right now; try again shortly.")
                        .with("service", "user-service")
                        .retryAfter(PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a core", e);
        }
        try {
            return work.get();
        } finally {
            room.release();
        }
    }
}
