package com.oetpraxis.gateway.routing;

import java.net.URI;

/** One running copy of a service. */
public final class Instance {

    private final Service service;
    private final URI base;
    private final String prefix;
    private volatile boolean up = true;

    Instance(Service service, URI base) {
        this.service = service;
        this.base = base;
        var text = base.toString();
        this.prefix = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    public Service service() {
        return service;
    }

    /** {@code host:port}. */
    public String address() {
        return base.getAuthority();
    }

    /** The address of a path, given with its escapes and query. */
    public URI at(String pathAndQuery) {
        return URI.create(prefix + pathAndQuery);
    }

    /** The same for a WebSocket. */
    URI streamAt(String pathAndQuery) {
        return URI.create("ws" + prefix.substring("http".length()) + pathAndQuery);
    }

    /** Whether it answered when last asked; one that did not is tried last. */
    public boolean isUp() {
        return up;
    }

    /** Notes what a probe or a call has found. */
    public void found(boolean answers) {
        this.up = answers;
    }
}
