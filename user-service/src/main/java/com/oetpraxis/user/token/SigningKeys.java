package com.oetpraxis.user.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.oetpraxis.shared.id.Ids;
import com.oetpraxis.user.secret.SecretCipher;
import com.oetpraxis.user.token.SigningKey.Status;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The keys of access tokens: RSA of 2048 bits, in the table {@code signing_keys}, private parts
 * encrypted. The next key is published together with the current one, so two are in the set at any
 * time, and a third for a while after a rotation.
 */
@Component
public class SigningKeys implements InitializingBean {

    /** How long a retired key stays published: longer than a token lives (CX-03). */
    static final Duration RETIRED_PUBLISHED = Duration.ofMinutes(30);

    private static final Logger log = LoggerFactory.getLogger(SigningKeys.class);

    private static final int BITS = 2048;

    /** Other instances' rotations are seen within this time; the next key is known long before. */
    private static final Duration CACHED = Duration.ofSeconds(60);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final SecretCipher cipher;
    private final Ids ids;
    private final Clock clock;
    private volatile @Nullable Loaded loaded;

    SigningKeys(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            SecretCipher cipher,
            Ids ids,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.cipher = cipher;
        this.ids = ids;
        this.clock = clock;
    }

    private record Loaded(Signing signing, JWKSet published, Instant until) {}

    /** What an access token is signed with. */
    record Signing(JWSHeader header, RSASSASigner signer) {}

    /** Makes the first two keys where there are none; wrong encryption keys stop the start. */
    @Override
    public void afterPropertiesSet() {
        transaction.executeWithoutResult(status -> {
            lock();
            if (find(Status.CURRENT) == null) {
                insert(Status.CURRENT);
            }
            if (find(Status.NEXT) == null) {
                insert(Status.NEXT);
            }
        });
        loaded = load();
    }

    /**
     * Lets the next key sign from now on, retires the current one and publishes a new next one.
     * Nobody needs to sign in again.
     */
    void rotate() {
        transaction.executeWithoutResult(status -> {
            lock();
            moveOn();
        });
        loaded = load();
    }

    /** As {@link #rotate()}, if the current key has signed for this long. */
    void rotateAfter(Duration period) {
        transaction.executeWithoutResult(status -> {
            lock();
            if (!signingSince().plus(period).isAfter(clock.instant())) {
                moveOn();
            }
        });
        loaded = load();
    }

    private void moveOn() {
        jdbc.sql(
                        """
                        update signing_keys set status = 'retired', retired_at = ?
                        where status = 'current'
                        """)
                .param(Timestamp.from(clock.instant()))
                .update();
        jdbc.sql("update signing_keys set status = 'current' where status = 'next'").update();
        insert(Status.NEXT);
    }

    /** The last rotation, or where there was none the making of the first key. */
    private Instant signingSince() {
        return jdbc.sql(
                        """
                        select coalesce(
                            max(retired_at), min(created_at) filter (where status = 'current'))
                        from signing_keys
                        """)
                .query((rs, n) -> rs.getTimestamp(1).toInstant())
                .single();
    }

    Signing signing() {
        return current().signing();
    }

    /** The public keys to check tokens with. */
    JWKSet published() {
        return current().published();
    }

    private Loaded current() {
        var known = loaded;
        if (known == null || !clock.instant().isBefore(known.until())) {
            known = load();
            loaded = known;
        }
        return known;
    }

    private Loaded load() {
        var now = clock.instant();
        var keys = keys(now);
        var signing =
                keys.stream()
                        .filter(key -> key.status() == Status.CURRENT)
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("No signing key is current"));
        var published = new ArrayList<JWK>();
        keys.forEach(key -> published.add(key.key().toPublicJWK()));
        return new Loaded(signer(signing.key()), new JWKSet(published), now.plus(CACHED));
    }

    private List<SigningKey> keys(Instant now) {
        return jdbc.sql(
                        """
                        select kid, public_jwk, private_jwk, status, retired_at from signing_keys
                        where status <> 'retired' or retired_at > ?
                        order by status, created_at
                        """)
                .param(Timestamp.from(now.minus(RETIRED_PUBLISHED)))
                .query((rs, n) -> key(rs))
                .list();
    }

    private SigningKey key(ResultSet rs) throws SQLException {
        var status = Status.valueOf(rs.getString("status").toUpperCase(Locale.ROOT));
        var retiredAt = rs.getTimestamp("retired_at");
        try {
            var key =
                    status == Status.RETIRED
                            ? RSAKey.parse(rs.getString("public_jwk"))
                            : RSAKey.parse(
                                    new String(
                                            cipher.decrypt(
                                                    rs.getBytes("private_jwk"),
                                                    context(rs.getString("kid"))),
                                            StandardCharsets.UTF_8));
            return new SigningKey(key, status, retiredAt == null ? null : retiredAt.toInstant());
        } catch (ParseException e) {
            throw new IllegalStateException("A stored signing key is not readable", e);
        }
    }

    private @Nullable String find(Status status) {
        return jdbc.sql("select kid from signing_keys where status = ?")
                .param(name(status))
                .query(String.class)
                .optional()
                .orElse(null);
    }

    private void insert(Status status) {
        var kid = ids.next().toString();
        var key = generate(kid);
        jdbc.sql(
                        """
                        insert into signing_keys (kid, public_jwk, private_jwk, status, created_at)
                        values (?, ?, ?, ?, ?)
                        """)
                .params(
                        kid,
                        key.toPublicJWK().toJSONString(),
                        cipher.encrypt(
                                key.toJSONString().getBytes(StandardCharsets.UTF_8), context(kid)),
                        name(status),
                        Timestamp.from(clock.instant()))
                .update();
        log.info("Made signing key {} as the {} one", kid, name(status));
    }

    /** One instance at a time makes keys. */
    private void lock() {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('signing_keys', 0))")
                .query((rs, n) -> true)
                .single();
    }

    private static Signing signer(RSAKey key) {
        try {
            var header =
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .type(com.nimbusds.jose.JOSEObjectType.JWT)
                            .keyID(key.getKeyID())
                            .build();
            return new Signing(header, new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("The signing key cannot sign", e);
        }
    }

    private static RSAKey generate(String kid) {
        try {
            return new RSAKeyGenerator(BITS)
                    .keyID(kid)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("RSA is not available", e);
        }
    }

    private static String context(String kid) {
        return "signing_keys:" + kid;
    }

    private static String name(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
