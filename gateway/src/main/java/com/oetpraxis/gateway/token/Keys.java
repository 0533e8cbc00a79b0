package com.oetpraxis.gateway.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/**
 * The public keys of access tokens, by {@code kid}. They are fetched from user-service every five
 * minutes, and at once for a key not seen before, but then not more often than every ten seconds;
 * what was fetched stays good while user-service is away.
 */
@Component
public class Keys {

    private static final Logger log = LoggerFactory.getLogger(Keys.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /** Between two fetches for keys not seen before. */
    static final Duration PAUSE = Duration.ofSeconds(10);

    private static final long FRESH_MILLIS = Duration.ofMinutes(5).toMillis();

    private final TokenProperties properties;
    private final WebClient client;
    private final Clock clock;
    private final AtomicReference<@Nullable Mono<Void>> fetching = new AtomicReference<>();
    private final AtomicLong fetchedAt = new AtomicLong();
    private final AtomicLong askedForUnknown = new AtomicLong();
    private volatile Map<String, JWSVerifier> verifiers = Map.of();

    Keys(TokenProperties properties, WebClient client, Clock clock)
            throws ParseException, JOSEException {
        this.properties = properties;
        this.client = client;
        this.clock = clock;
        if (properties.jwks() != null) {
            verifiers = verifiers(properties.jwks());
        }
    }

    /** Whether tokens can be checked. */
    public boolean areKnown() {
        return !verifiers.isEmpty();
    }

    @Nullable JWSVerifier find(String kid) {
        return verifiers.get(kid);
    }

    /**
     * Fetches the keys for a {@code kid} that is not among them; does nothing where it just did.
     */
    Mono<Void> fetchForUnknown() {
        if (properties.jwks() != null) {
            return Mono.empty();
        }
        var now = clock.millis();
        var before = askedForUnknown.get();
        if (areKnown()
                && (now - before < PAUSE.toMillis()
                        || !askedForUnknown.compareAndSet(before, now))) {
            return Mono.empty();
        }
        return fetch();
    }

    @Scheduled(fixedDelayString = "PT1S")
    void keepFresh() {
        if (properties.jwks() == null
                && (!areKnown() || clock.millis() - fetchedAt.get() > FRESH_MILLIS)) {
            fetch().subscribe(done -> {}, error -> log.debug("Keys were not fetched", error));
        }
    }

    /** One fetch at a time; whoever asks meanwhile waits for the same. */
    private Mono<Void> fetch() {
        var running = fetching.get();
        if (running != null) {
            return running;
        }
        var started =
                client.get()
                        .uri(properties.jwksUri())
                        .retrieve()
                        .bodyToMono(String.class)
                        .timeout(TIMEOUT)
                        .doOnNext(this::take)
                        .then()
                        .doFinally(signal -> fetching.set(null))
                        .cache();
        return fetching.compareAndSet(null, started) ? started : fetch();
    }

    private void take(String jwks) {
        try {
            var found = verifiers(jwks);
            if (!found.keySet().equals(verifiers.keySet())) {
                log.info("Took over {} keys of access tokens", found.size());
            }
            verifiers = found;
            fetchedAt.set(clock.millis());
        } catch (ParseException | JOSEException e) {
            log.warn("The keys of access tokens were not readable: {}", e.getMessage());
        }
    }

    private static Map<String, JWSVerifier> verifiers(String jwks)
            throws ParseException, JOSEException {
        var found = new HashMap<String, JWSVerifier>();
        for (var key : JWKSet.parse(jwks).getKeys()) {
            if (key instanceof RSAKey rsa && rsa.getKeyID() != null) {
                found.put(rsa.getKeyID(), new RSASSAVerifier(rsa));
            }
        }
        return Map.copyOf(found);
    }
}
