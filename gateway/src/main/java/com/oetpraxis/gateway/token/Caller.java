package com.oetpraxis.gateway.token;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/**
 * Who is calling, from a verified token.
 *
 * @param signInId the {@code sid}: the sign-in that can be ended
 * @param expiresAt milliseconds since the epoch
 */
public record Caller(UUID id, Role role, boolean paid, UUID signInId, long expiresAt) {

    private static final String ATTRIBUTE = Caller.class.getName();

    /** The roles of the design; all but the learner's are staff. */
    public enum Role {
        USER,
        REVIEWER,
        SUPPORT,
        ADMIN
    }

    /** Whether the limits and doors of staff apply. */
    public boolean isStaff() {
        return role != Role.USER;
    }

    public boolean isAdmin() {
        return role == Role.ADMIN;
    }

    /** The caller of this request, or null where it has no valid token. */
    public static @Nullable Caller of(ServerWebExchange exchange) {
        return exchange.getAttribute(ATTRIBUTE);
    }

    void attachTo(ServerWebExchange exchange) {
        exchange.getAttributes().put(ATTRIBUTE, this);
    }
}
