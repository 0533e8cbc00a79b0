package com.oetpraxis.shared.security;

/**
 * The caller of an internal endpoint, from its verified service token.
 *
 * @param name such as {@code realtime-service}
 */
public record CallingService(String name) {}
