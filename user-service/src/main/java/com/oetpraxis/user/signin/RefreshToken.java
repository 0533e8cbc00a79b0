package com.oetpraxis.user.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stored refresh token (TB-10): good for one refresh, then spent.
 *
 * @param familyId the sign-in it goes back to: the {@code sid} of its access tokens
 * @param hash of the token, which is not stored
 * @param spentAt when its successor was made, null before
 * @param revokedAt when the sign-in was ended, null before
 */
record RefreshToken(
        UUID id,
        UUID familyId,
        UUID userId,
        String hash,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant spentAt,
        @Nullable Instant revokedAt) {

    /** CX-03: seven days from each refresh. */
    static final Duration LIFETIME = Duration.ofDays(7);

    static RefreshToken issue(UUID id, UUID familyId, UUID userId, String hash, Instant now) {
        return new RefreshToken(id, familyId, userId, hash, now, now.plus(LIFETIME), null, null);
    }

    boolean isRevoked() {
        return revokedAt != null;
    }

    boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
