package com.oetpraxis.shared.security;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * The caller of a public endpoint, from the verified access token.
 *
 * @param plan {@code free} or {@code paid}, as of the last refresh
 * @param profession the API code such as {@code nurse}; null for staff
 * @param signInId the {@code sid} claim: the sign-in this token belongs to
 */
public record CurrentUser(
        UUID id, Role role, String plan, @Nullable String profession, UUID signInId) {

    /** Reads the claims of a token whose signature has been checked. */
    public static CurrentUser of(Jwt token) {
        var plan = token.getClaimAsString("plan");
        return new CurrentUser(
                UUID.fromString(token.getSubject()),
                Role.of(String.valueOf(token.getClaimAsString("role"))),
                plan == null ? "free" : plan,
                token.getClaimAsString("profession"),
                UUID.fromString(String.valueOf(token.getClaimAsString("sid"))));
    }

    public boolean isAdmin() {
        return role == Role.ADMIN;
    }
}
