package com.oetpraxis.user.token;

import com.oetpraxis.user.site.SiteProperties;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** By what anybody can check our access tokens (EP-55). */
@RestController
class KeySetController {

    /** Shorter than the time between a key's publication and its first signature. */
    private static final CacheControl CACHE =
            CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic();

    private final SigningKeys keys;
    private final IssuerProperties issuer;
    private final SiteProperties site;

    KeySetController(SigningKeys keys, IssuerProperties issuer, SiteProperties site) {
        this.keys = keys;
        this.issuer = issuer;
        this.site = site;
    }

    /**
     * @param keys JWKs, two at any time
     */
    record KeySet(List<Map<String, Object>> keys) {}

    /** OpenID Connect Discovery 1.0, as far as there is something to discover. */
    record Discovery(
            String issuer,
            String jwks_uri,
            List<String> response_types_supported,
            List<String> subject_types_supported,
            List<String> id_token_signing_alg_values_supported,
            List<String> claims_supported) {}

    /** The public keys that sign access tokens, as a JWK set (RFC 7517). */
    @GetMapping("/v1/auth/jwks")
    ResponseEntity<KeySet> keys() {
        var published = keys.published().getKeys().stream().map(key -> key.toJSONObject()).toList();
        return ResponseEntity.ok().cacheControl(CACHE).body(new KeySet(published));
    }

    /** Where the keys are and what the tokens claim. */
    @GetMapping("/.well-known/openid-configuration")
    ResponseEntity<Discovery> discovery() {
        return ResponseEntity.ok()
                .cacheControl(CACHE)
                .body(
                        new Discovery(
                                issuer.issuer(),
                                site.url("/v1/auth/jwks"),
                                List.of("token"),
                                List.of("public"),
                                List.of("RS256"),
                                List.of(
                                        "iss",
                                        "aud",
                                        "sub",
                                        "role",
                                        "plan",
                                        "profession",
                                        "sid",
                                        "jti",
                                        "iat",
                                        "exp")));
    }
}
