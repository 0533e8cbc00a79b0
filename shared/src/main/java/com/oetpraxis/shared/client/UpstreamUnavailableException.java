package com.oetpraxis.shared.client;

import java.io.Serial;

/**
 * Another service did not answer, or answered 5xx: a 503 {@code GATEWAY_001} for the caller, never
 * a business answer.
 */
public final class UpstreamUnavailableException extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    private final String service;

    public UpstreamUnavailableException(String service, Throwable cause) {
        super(service + " did not answer", cause);
        this.service = service;
    }

    UpstreamUnavailableException(String service, int status) {
        super(service + " answered " + status);
        this.service = service;
    }

    /** The service's name, such as {@code billing-service}. */
    public String service() {
        return service;
    }
}
