package com.oetpraxis.gateway.web;

import java.util.List;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** {@code Accept: application/json; version=1} asks for a version; there is one (catalogue 4.1). */
@Component
@Order(Step.VERSION)
class VersionFilter implements WebFilter {

    private static final String CURRENT = "1";

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        for (var accepted : exchange.getRequest().getHeaders().getOrEmpty(HttpHeaders.ACCEPT)) {
            if (accepted.contains("version") && !isKnown(accepted)) {
                return Mono.error(
                        new ProblemException(
                                        GatewayProblem.VERSION_UNKNOWN,
                                        "The API has version 1 only; ask for it or for none.")
                                .with(
                                        "fields",
                                        List.of(
                                                Map.of(
                                                        "field",
                                                        "Accept",
                                                        "message",
                                                        "names a version that is not served"))));
            }
        }
        return chain.filter(exchange);
    }

    private static boolean isKnown(String accepted) {
        try {
            return MediaType.parseMediaTypes(accepted).stream()
                    .map(type -> type.getParameter("version"))
                    .allMatch(version -> version == null || CURRENT.equals(unquoted(version)));
        } catch (InvalidMediaTypeException e) {
            return true; // not ours to judge: the service reads the header as well
        }
    }

    /** A parameter's value may be a quoted string (RFC 9110, 5.6.6). */
    private static String unquoted(String value) {
        return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
    }
}
