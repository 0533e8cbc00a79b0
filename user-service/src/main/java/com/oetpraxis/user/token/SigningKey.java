package com.oetpraxis.user.token;

import com.nimbusds.jose.jwk.RSAKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key pair for access tokens.
 *
 * @param key with its private part for the current and the next key, the public part alone for a
 *     retired one
 * @param retiredAt null unless retired
 */
record SigningKey(RSAKey key, Status status, @Nullable Instant retiredAt) {

    enum Status {
        /** Published so that everybody knows it before it signs. */
        NEXT,
        /** Signs. */
        CURRENT,
        /** Published as long as tokens it signed may live. */
        RETIRED
    }
}
