package com.oetpraxis.gateway.routing;

/** Who answers. */
public enum Service {
    GATEWAY("gateway"),
    USER("user-service"),
    SESSION("session-service"),
    CONTENT("content-service"),
    BILLING("billing-service"),
    REALTIME("realtime-service"),
    AI("ai-service");

    private final String id;

    Service(String id) {
        this.id = id;
    }

    /** The name in logs, metrics, settings and error details, such as {@code user-service}. */
    public String id() {
        return id;
    }
}
