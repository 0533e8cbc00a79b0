package com.oetpraxis.gateway.web;

import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpHeaders;

/** The headers of catalogue 4.6 that every answer carries. */
public final class SecurityHeaders {

    /** Catalogue ch. 23: what the API answers is not kept by anybody. */
    static final String API_CACHE_CONTROL = "no-store, must-revalidate";

    private static final Set<String> OURS =
            Set.of(
                    "strict-transport-security",
                    "x-frame-options",
                    "x-content-type-options",
                    "x-xss-protection",
                    "x-dns-prefetch-control");

    private SecurityHeaders() {}

    static void addTo(HttpHeaders headers) {
        headers.set("Strict-Transport-Security", "max-age=63072000; includeSubDomains; preload");
        headers.set("X-Frame-Options", "DENY");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-XSS-Protection", "1; mode=block");
        headers.set("X-DNS-Prefetch-Control", "on");
    }

    /** Whether the gateway sets this header, so that a service's own is left out. */
    public static boolean isOurs(String header) {
        return OURS.contains(header.toLowerCase(Locale.ROOT));
    }
}
