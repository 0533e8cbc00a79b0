package com.oetpraxis.user.account;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody has an account now; EV-01.
 *
 * @param profession null for staff
 * @param role such as {@code user}
 */
public record UserRegistered(UUID userId, @Nullable String profession, String role) {}
