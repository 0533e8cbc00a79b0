package com.oetpraxis.devstack.server;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.util.ArrayList;
import java.util.List;

/** Key pairs by which services know one another: the {@code kid} is the service's name. */
public final class ServiceKeys {

    /** Everybody who calls or is called. */
    public static final List<String> SERVICES =
            List.of(
                    "gateway",
                    "user-service",
                    "content-service",
                    "session-service",
                    "billing-service",
                    "realtime-service",
                    "ai-service");

    private static final int BITS = 2048;

    private ServiceKeys() {}

    /** One new private key. */
    public static RSAKey generate(String kid) {
        try {
            return new RSAKeyGenerator(BITS).keyID(kid).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("RSA is not available", e);
        }
    }

    /** The public halves as a JWK set, in JSON. */
    public static String publicSet(List<RSAKey> keys) {
        var publics = new ArrayList<JWK>();
        keys.forEach(key -> publics.add(key.toPublicJWK()));
        return new JWKSet(publics).toString(true);
    }
}
