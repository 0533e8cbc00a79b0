package com.oetpraxis.gateway.redis;

import io.lettuce.core.codec.Base16;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.springframework.core.io.ClassPathResource;

/**
 * A Lua script.
 *
 * @param digest SHA-1 of the source in hexadecimal digits, by which Redis knows it
 */
public record Script(String source, String digest) {

    /** Reads a script from the class path. */
    public static Script of(String resource) {
        try {
            var source = new ClassPathResource(resource).getContentAsString(StandardCharsets.UTF_8);
            var digest =
                    MessageDigest.getInstance("SHA-1")
                            .digest(source.getBytes(StandardCharsets.UTF_8));
            return new Script(source, new String(Base16.encode(digest, false)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
