package com.oetpraxis.user.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A secret that only its holder knows; what is stored is its hash. With 256 random bits a plain
 * SHA-256 is enough.
 *
 * @param value 43 characters of URL-safe Base64 for one of ours, anything for one that was sent
 */
public record OpaqueToken(String value) {

    /** Long enough for every token of ours; what is longer was not made here. */
    public static final int MAX_LENGTH = 200;

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A new one. */
    public static OpaqueToken random() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return of(bytes);
    }

    /** The token of these bytes. */
    public static OpaqueToken of(byte[] bytes) {
        return new OpaqueToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** SHA-256 in hex: what the database keeps. */
    public String hash() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(value.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "OpaqueToken";
    }
}
