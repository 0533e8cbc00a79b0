package com.oetpraxis.shared.web;

/**
 * The running version, from the build.
 *
 * @param value such as {@code 0.1.0}
 */
public record AppVersion(String value) {}
