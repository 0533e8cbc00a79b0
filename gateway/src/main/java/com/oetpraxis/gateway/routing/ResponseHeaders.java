package com.oetpraxis.gateway.routing;

import com.oetpraxis.gateway.web.SecurityHeaders;
import java.util.Locale;
import java.util.Set;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/** The headers of a service's answer, in one pass: without those that the gateway sets itself. */
@Component
class ResponseHeaders implements HttpHeadersFilter {

    private static final Set<String> LEFT_OUT =
            Set.of(
                    "connection",
                    "keep-alive",
                    "transfer-encoding",
                    "trailer",
                    "upgrade",
                    "proxy-authenticate",
                    "server",
                    "x-powered-by",
                    "x-request-id",
                    "pragma",
                    "expires");

    @Override
    public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
        var output = new HttpHeaders();
        input.forEach((name, values) -> {
            var lower = name.toLowerCase(Locale.ROOT);
            if (lower.equals("cache-control")) {
                if (isPublic(values.getFirst())) {
                    exchange.getResponse().getHeaders().remove(HttpHeaders.CACHE_CONTROL);
                    output.addAll(name, values);
                }
            } else if (!isOurs(lower)) {
                output.addAll(name, values);
            }
        });
        return output;
    }

    private static boolean isOurs(String name) {
        return LEFT_OUT.contains(name)
                || name.startsWith("access-control-")
                || name.startsWith("x-ratelimit-")
                || SecurityHeaders.isOurs(name);
    }

    /** A service may say that something may be kept, such as the public keys. */
    private static boolean isPublic(String cacheControl) {
        return cacheControl.startsWith("public");
    }

    @Override
    public boolean supports(Type type) {
        return type == Type.RESPONSE;
    }
}
