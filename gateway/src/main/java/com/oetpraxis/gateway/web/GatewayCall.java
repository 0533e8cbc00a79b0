package com.oetpraxis.gateway.web;

import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/** What is known of one request so far; each step on its way in adds what it found out. */
public final class GatewayCall {

    private static final String ATTRIBUTE = GatewayCall.class.getName();

    private final String requestId;
    private final String clientAddress;
    private final String path;
    private final long startedNanos;
    private String service = "gateway";
    private @Nullable String userId;
    private boolean tokenDropped;
    private boolean upgraded;

    GatewayCall(String requestId, String clientAddress, String path, long startedNanos) {
        this.requestId = requestId;
        this.clientAddress = clientAddress;
        this.path = path;
        this.startedNanos = startedNanos;
    }

    /** The call that this exchange belongs to. */
    public static GatewayCall of(ServerWebExchange exchange) {
        return exchange.getRequiredAttribute(ATTRIBUTE);
    }

    void attachTo(ServerWebExchange exchange) {
        exchange.getAttributes().put(ATTRIBUTE, this);
    }

    public String requestId() {
        return requestId;
    }

    /** The client's IP address, as far as the proxies in front of us are trusted. */
    public String clientAddress() {
        return clientAddress;
    }

    /** The path as the client wrote it, without the query. */
    String path() {
        return path;
    }

    long startedNanos() {
        return startedNanos;
    }

    /** The service that answers. */
    String service() {
        return service;
    }

    public void answeredBy(String name) {
        this.service = name;
    }

    @Nullable String userId() {
        return userId;
    }

    public void madeBy(String user) {
        this.userId = user;
    }

    /** Whether the token goes no further, because it is not valid and none is needed. */
    public boolean isTokenDropped() {
        return tokenDropped;
    }

    public void dropToken() {
        this.tokenDropped = true;
    }

    boolean isUpgraded() {
        return upgraded;
    }

    /** The connection has become a WebSocket. */
    public void upgrade() {
        this.upgraded = true;
    }
}
