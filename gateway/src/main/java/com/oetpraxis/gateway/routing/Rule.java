package com.oetpraxis.gateway.routing;

import org.springframework.web.server.ServerWebExchange;

/**
 * One row of the routing table.
 *
 * @param pattern of the path: {@code *} stands for one segment, {@code **} at the end for any
 *     number of them, none included
 */
public record Rule(String pattern, Service service, Access access, Counting counting) {

    /** A path below {@code /v1} that nobody serves; it counts like any other call. */
    static final Rule UNKNOWN = new Rule("", Service.GATEWAY, Access.ANYONE, Counting.CALL);

    private static final String ATTRIBUTE = Rule.class.getName();

    /** The rule that applies to this request. */
    public static Rule of(ServerWebExchange exchange) {
        return exchange.getRequiredAttribute(ATTRIBUTE);
    }

    void attachTo(ServerWebExchange exchange) {
        exchange.getAttributes().put(ATTRIBUTE, this);
    }
}
