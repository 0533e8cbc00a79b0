package com.oetpraxis.shared.client;

import java.io.Serial;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Another service refused a call (4xx). What it refused is for the caller's feature to read; where
 * nobody does, it is our own fault and answers 500.
 */
public final class UpstreamException extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    private final String service;
    private final int status;
    private final String code;
    private final transient Map<String, Object> details;

    UpstreamException(
            String service, int status, String code, String message, Map<String, Object> details) {
        super(service + " answered " + status + " " + code + ": " + message);
        this.service = service;
        this.status = status;
        this.code = code;
        this.details = details;
    }

    /** The service's name, such as {@code billing-service}. */
    public String service() {
        return service;
    }

    public int status() {
        return status;
    }

    /** The catalogue code of its problem, empty where it sent none. */
    public String code() {
        return code;
    }

    public Map<String, Object> details() {
        return details;
    }

    /** {@code details.reason}, such as {@code SUBSCRIPTION_REQUIRED}. */
    public @Nullable String reason() {
        return details.get("reason") instanceof String reason ? reason : null;
    }
}
