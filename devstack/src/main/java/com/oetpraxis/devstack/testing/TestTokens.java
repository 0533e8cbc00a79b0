package com.oetpraxis.devstack.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.oetpraxis.devstack.server.ServiceKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tokens that the service under test accepts, signed with keys made for this JVM. */
public final class TestTokens {

    static final RSAKey ACCESS_KEY = ServiceKeys.generate("test-access");
    static final Map<String, RSAKey> SERVICE_KEYS = serviceKeys();

    private final UUID user;
    private String role = "user";
    private String plan = "free";
    private @Nullable String profession = "nurse";
    private UUID signIn = UUID.randomUUID();
    private Duration age = Duration.ZERO;

    private TestTokens(UUID user) {
        this.user = user;
    }

    /** An access token of this user: a free nurse, unless said otherwise. */
    public static TestTokens user(UUID user) {
        return new TestTokens(user);
    }

    public TestTokens role(String role) {
        this.role = role;
        return this;
    }

    public TestTokens plan(String plan) {
        this.plan = plan;
        return this;
    }

    public TestTokens profession(@Nullable String profession) {
        this.profession = profession;
        return this;
    }

    public TestTokens signIn(UUID signIn) {
        this.signIn = signIn;
        return this;
    }

    /** Issued this long ago; a token lives for 15 minutes. */
    public TestTokens age(Duration age) {
        this.age = age;
        return this;
    }

    /** The compact token. */
    public String token() {
        var issued = Instant.now().minus(age);
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer("https://praxis")
                        .audience("praxis-api")
                        .subject(user.toString())
                        .claim("role", role)
                        .claim("plan", plan)
                        .claim("profession", profession)
                        .claim("sid", signIn.toString())
                        .jwtID(UUID.randomUUID().toString())
                        .issueTime(Date.from(issued))
                        .expirationTime(Date.from(issued.plus(Duration.ofMinutes(15))))
                        .build();
        return sign(ACCESS_KEY, "JWT", claims);
    }

    /** The value of the {@code Authorization} header. */
    public String bearer() {
        return "Bearer " + token();
    }

    /** The {@code Authorization} header of one service calling another. */
    public static String service(String issuer, String audience) {
        var now = Instant.now();
        var key = SERVICE_KEYS.get(issuer);
        if (key == null) {
            throw new IllegalArgumentException(issuer);
        }
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .audience(audience)
                        .claim("scope", "internal")
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(60)))
                        .build();
        return "Bearer " + sign(key, "service+jwt", claims);
    }

    /** The public key of access tokens as a JWK set, in JSON. */
    public static String accessJwks() {
        return ServiceKeys.publicSet(List.of(ACCESS_KEY));
    }

    /** The public keys of all services as a JWK set, in JSON. */
    public static String serviceJwks() {
        return ServiceKeys.publicSet(List.copyOf(SERVICE_KEYS.values()));
    }

    /** The private key of one service as a JWK, in JSON. */
    public static String serviceKey(String service) {
        var key = SERVICE_KEYS.get(service);
        if (key == null) {
            throw new IllegalArgumentException(service);
        }
        return key.toJSONString();
    }

    private static String sign(RSAKey key, String type, JWTClaimsSet claims) {
        var header =
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(new JOSEObjectType(type))
                        .keyID(key.getKeyID())
                        .build();
        var token = new SignedJWT(header, claims);
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    private static Map<String, RSAKey> serviceKeys() {
        var keys = new HashMap<String, RSAKey>();
        ServiceKeys.SERVICES.forEach(name -> keys.put(name, ServiceKeys.generate(name)));
        return Map.copyOf(keys);
    }
}
