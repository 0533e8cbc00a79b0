package com.oetpraxis.gateway.web;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * The {@code local} profile shows verification and reset tokens, so it serves this machine only:
 * the start fails where the gateway would listen beyond loopback.
 */
@Component
@Profile("local")
class LoopbackOnly {

    LoopbackOnly(ServerProperties server) {
        requireLoopback(server.getAddress());
    }

    static void requireLoopback(@Nullable InetAddress address) {
        if (address == null || !address.isLoopbackAddress()) {
            throw new IllegalStateException(
                    "The profile local shows secrets in its answers, so the gateway must listen on"
                            + " loopback: set server.address to 127.0.0.1, or choose another"
                            + " profile. It was "
                            + (address == null ? "all addresses" : address.getHostAddress())
                            + ".");
        }
    }
}
