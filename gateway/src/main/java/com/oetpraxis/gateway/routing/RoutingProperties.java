package com.oetpraxis.gateway.routing;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the services are and how long they are waited for.
 *
 * @param services base addresses by {@link Service#id()}; several are instances of one service
 * @param responseTimeout from the whole request sent to the beginning of the answer (catalogue 4.2)
 * @param uploadTimeout for sending a large body, before that
 * @param handshakeTimeout for one instance to take a stream before the next is tried
 * @param maxFrame largest WebSocket message, in bytes
 */
@ConfigurationProperties("gateway")
public record RoutingProperties(
        Map<String, List<URI>> services,
        @DefaultValue("5s") Duration responseTimeout,
        @DefaultValue("60s") Duration uploadTimeout,
        @DefaultValue("2s") Duration handshakeTimeout,
        @DefaultValue("1048576") int maxFrame) {

    /** The instances of a service, at least one. */
    public List<URI> instances(Service service) {
        var found = services.getOrDefault(service.id(), List.of());
        if (found.isEmpty()) {
            throw new IllegalStateException("gateway.services." + service.id() + " is not set");
        }
        return found;
    }
}
