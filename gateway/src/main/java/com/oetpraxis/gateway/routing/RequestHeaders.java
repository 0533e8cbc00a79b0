package com.oetpraxis.gateway.routing;

import com.oetpraxis.gateway.web.GatewayCall;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * The headers of a request on its way to a service, in one pass: what concerns one connection or
 * pretends an identity is left out, what the gateway knows is set. The caller's identity travels in
 * the signed token only.
 */
@Component
class RequestHeaders implements HttpHeadersFilter {

    private static final Set<String> LEFT_OUT =
            Set.of(
                    "connection",
                    "keep-alive",
                    "proxy-connection",
                    "transfer-encoding",
                    "te",
                    "trailer",
                    "upgrade",
                    "proxy-authorization",
                    "proxy-authenticate",
                    "forwarded",
                    "via",
                    "remote-user",
                    "x-request-id",
                    "x-real-ip",
                    "x-http-method-override");

    private static final List<String> PRETENDED =
            List.of(
                    "x-forwarded",
                    "x-user",
                    "x-auth",
                    "x-role",
                    "x-plan",
                    "x-profession",
                    "x-session",
                    "x-praxis",
                    "x-service",
                    "x-internal",
                    "x-client-",
                    "x-remote-",
                    "x-original-",
                    "x-rewrite-");

    @Override
    public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
        var call = GatewayCall.of(exchange);
        var named = namedByConnection(input);
        var output = new HttpHeaders();
        input.forEach((name, values) -> {
            var lower = name.toLowerCase(Locale.ROOT);
            if (!isLeftOut(lower, call) && !named.contains(lower)) {
                output.addAll(name, values);
            }
        });
        output.set("X-Request-Id", call.requestId());
        output.set("X-Forwarded-For", call.clientAddress());
        var host = input.getFirst(HttpHeaders.HOST);
        if (host != null) {
            output.set("X-Forwarded-Host", host);
        }
        return output;
    }

    private static boolean isLeftOut(String name, GatewayCall call) {
        if (LEFT_OUT.contains(name)) {
            return true;
        }
        if (name.startsWith("x-")) {
            for (var prefix : PRETENDED) {
                if (name.startsWith(prefix)) {
                    return true;
                }
            }
        }
        return call.isTokenDropped() && name.equals("authorization");
    }

    private static Set<String> namedByConnection(HttpHeaders input) {
        var lines = input.getOrEmpty(HttpHeaders.CONNECTION);
        if (lines.isEmpty()) {
            return Set.of();
        }
        var named = new HashSet<String>();
        for (var line : lines) {
            for (var name : line.split(",", -1)) {
                named.add(name.trim().toLowerCase(Locale.ROOT));
            }
        }
        return named;
    }
}
