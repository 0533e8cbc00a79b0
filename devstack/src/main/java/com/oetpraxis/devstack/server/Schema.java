package com.oetpraxis.devstack.server;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The schema that each service owns, reached by a database role of the same purpose. */
public enum Schema {
    USERS("user-service"),
    CONTENT("content-service"),
    SESSIONS("session-service"),
    BILLING("billing-service");

    private final String service;

    Schema(String service) {
        this.service = service;
    }

    /** The owner's {@code spring.application.name}. */
    public String service() {
        return service;
    }

    /** The schema's name. */
    public String schemaName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role's name; it can use this schema and no other. */
    public String role() {
        return "praxis_" + schemaName();
    }

    /** The schema of this service, null where it owns none. */
    public static @Nullable Schema of(String service) {
        for (var schema : values()) {
            if (schema.service.equals(service)) {
                return schema;
            }
        }
        return null;
    }
}
