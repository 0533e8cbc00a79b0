package com.oetpraxis.user.secret;

import java.util.Base64;

/** A cipher with a key of tests. */
public final class TestCipher {

    public static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    private TestCipher() {}

    public static SecretCipher create() {
        return new SecretCipher(new SecretProperties(KEY));
    }
}
