package com.oetpraxis.user.signin;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Time-based codes of RFC 6238 in the form every authenticator knows: SHA-1, 6 digits, steps of 30
 * s.
 */
final class Totp {

    private static final int STEP_SECONDS = 30;
    private static final int DIGITS_MODULUS = 1_000_000;

    /** Steps that a phone's clock may be off, to either side (RFC 6238, 5.2). */
    private static final int DRIFT = 1;

    private final SecretKeySpec key;

    /**
     * @param secret the shared secret, 16 bytes or more
     */
    Totp(byte[] secret) {
        this.key = new SecretKeySpec(secret, "HmacSHA1");
    }

    /** The time step of this moment. */
    static long stepOf(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), STEP_SECONDS);
    }

    /** The six digits of one time step. */
    String code(long step) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(key);
            var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            var offset = hash[hash.length - 1] & 0xf;
            var number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
            return String.format(Locale.ROOT, "%06d", number % DIGITS_MODULUS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA1 is not available", e);
        }
    }

    /** The time step whose code this is, if it is one of now or a step to either side. */
    OptionalLong match(String code, Instant now) {
        var matched = OptionalLong.empty();
        var current = stepOf(now);
        for (var step = current - DRIFT; step <= current + DRIFT; step++) {
            if (equal(code(step), code)) {
                matched = OptionalLong.of(step);
            }
        }
        return matched;
    }

    private static boolean equal(String expected, String given) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
