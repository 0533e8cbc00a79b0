package com.oetpraxis.user.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Encrypts what must be readable again (signing keys, second factors) with AES-256-GCM, and derives
 * values nobody else can; both with {@code PRAXIS_KEY_ENCRYPTION_KEY}.
 *
 * <p>The form is one byte of version, 12 of nonce, then the text with its tag of 16.
 */
@Component
public class SecretCipher {

    private static final byte VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKey encryption;
    private final SecretKey derivation;

    SecretCipher(SecretProperties properties) {
        var master = master(properties.encryptionKey());
        this.encryption = new SecretKeySpec(mac(master, "encryption"), "AES");
        this.derivation = new SecretKeySpec(mac(master, "derivation"), "HmacSHA256");
    }

    /**
     * @param context what the secret belongs to; the same is needed to read it, so that a secret
     *     copied to another row is refused
     */
    public byte[] encrypt(byte[] secret, String context) {
        var nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            var text = cipher(Cipher.ENCRYPT_MODE, nonce, context).doFinal(secret);
            return ByteBuffer.allocate(1 + nonce.length + text.length)
                    .put(VERSION)
                    .put(nonce)
                    .put(text)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not available", e);
        }
    }

    /**
     * @throws IllegalStateException if it was encrypted with another key or for another context
     */
    public byte[] decrypt(byte[] encrypted, String context) {
        var buffer = ByteBuffer.wrap(encrypted);
        if (buffer.remaining() <= NONCE_BYTES || buffer.get() != VERSION) {
            throw new IllegalStateException("The stored secret has an unknown form");
        }
        var nonce = new byte[NONCE_BYTES];
        buffer.get(nonce);
        var text = new byte[buffer.remaining()];
        buffer.get(text);
        try {
            return cipher(Cipher.DECRYPT_MODE, nonce, context).doFinal(text);
        } catch (AEADBadTagException e) {
            throw new IllegalStateException(
                    "PRAXIS_KEY_ENCRYPTION_KEY is not the key that the stored secrets were"
                            + " encrypted with",
                    e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not available", e);
        }
    }

    /** 32 bytes that follow from the input and cannot be told without the key. */
    public byte[] derive(String input) {
        return mac(derivation, input);
    }

    private Cipher cipher(int mode, byte[] nonce, String context) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, encryption, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] mac(SecretKey key, String input) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(input.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is not available", e);
        }
    }

    private static SecretKey master(@Nullable String base64) {
        if (base64 == null || base64.isBlank()) {
            throw new IllegalStateException(
                    "PRAXIS_KEY_ENCRYPTION_KEY is not set: give 32 random bytes in Base64");
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("PRAXIS_KEY_ENCRYPTION_KEY is not Base64", e);
        }
        if (bytes.length != KEY_BYTES) {
            throw new IllegalStateException(
                    "PRAXIS_KEY_ENCRYPTION_KEY has %d bytes instead of %d"
                            .formatted(bytes.length, KEY_BYTES));
        }
        return new SecretKeySpec(bytes, "HmacSHA256");
    }
}
