package com.oetpraxis.user.signin;

import java.time.Instant;

/** The authenticator of the staff in tests. */
public final class TestAuthenticator {

    private TestAuthenticator() {}

    /** The code shown at this moment. */
    public static String code(byte[] secret, Instant now) {
        return new Totp(secret).code(Totp.stepOf(now));
    }
}
