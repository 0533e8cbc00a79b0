package com.oetpraxis.gateway.token;

import com.oetpraxis.gateway.web.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/** A call that is refused for who makes it, on its way through the limits. */
public final class RefusedCall {

    private static final String ATTRIBUTE = RefusedCall.class.getName();

    private RefusedCall() {}

    static void attach(ServerWebExchange exchange, ProblemException problem) {
        exchange.getAttributes().put(ATTRIBUTE, problem);
    }

    /** Why this call is refused, or null where it is not. */
    public static @Nullable ProblemException of(ServerWebExchange exchange) {
        return exchange.getAttribute(ATTRIBUTE);
    }
}
