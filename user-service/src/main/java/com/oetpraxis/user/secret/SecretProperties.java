package com.oetpraxis.user.secret;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param encryptionKey 32 bytes in Base64, from the environment; no default
 */
@ConfigurationProperties("praxis.secret")
record SecretProperties(@Nullable String encryptionKey) {

    @Override
    public String toString() {
        return "SecretProperties";
    }
}
