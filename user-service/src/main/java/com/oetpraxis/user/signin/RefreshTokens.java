package com.oetpraxis.user.signin;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The table {@code refresh_tokens}. */
interface RefreshTokens {

    /**
     * The token of this hash; from here to the end of the transaction nobody else works on its
     * family.
     */
    Optional<RefreshToken> findLocked(String hash);

    Optional<RefreshToken> find(String hash);

    void add(RefreshToken token);

    void spend(UUID id, Instant at);

    /** Revokes every token of the sign-in. */
    void revoke(UUID familyId, Instant at);
}
