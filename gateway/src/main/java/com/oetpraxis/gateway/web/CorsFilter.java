package com.oetpraxis.gateway.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.cors.reactive.DefaultCorsProcessor;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Which pages may call (catalogue 4.5). A WebSocket's origin is judged by realtime-service, which
 * closes the stream with a code of its own.
 */
@Component
@Order(Step.CORS)
class CorsFilter implements WebFilter {

    private static final Duration PREFLIGHT_AGE = Duration.ofHours(1);

    private final DefaultCorsProcessor processor = new DefaultCorsProcessor();
    private final CorsConfiguration allowed;

    CorsFilter(WebProperties properties) {
        var origins = new ArrayList<>(properties.corsOrigins());
        var self = properties.publicUrl();
        origins.add(self.getScheme() + "://" + self.getAuthority());
        allowed = new CorsConfiguration();
        allowed.setAllowedOrigins(origins);
        allowed.setAllowedMethods(List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"));
        allowed.setAllowedHeaders(
                List.of(
                        "Authorization",
                        "Content-Type",
                        "X-Requested-With",
                        "Accept",
                        "X-Request-Id",
                        "Idempotency-Key"));
        allowed.setExposedHeaders(
                List.of(
                        "Content-Length",
                        "X-RateLimit-Limit",
                        "X-RateLimit-Remaining",
                        "X-RateLimit-Reset",
                        "Retry-After",
                        "X-Request-Id",
                        "X-Cache",
                        "Location",
                        "Idempotent-Replayed"));
        allowed.setMaxAge(PREFLIGHT_AGE);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var headers = exchange.getRequest().getHeaders();
        if (!headers.containsHeader(HttpHeaders.ORIGIN)) {
            return chain.filter(exchange);
        }
        if (headers.getUpgrade() != null && "websocket".equalsIgnoreCase(headers.getUpgrade())) {
            return chain.filter(exchange);
        }
        if (!processor.process(allowed, exchange)) {
            return Mono.error(
                    new ProblemException(
                                    GatewayProblem.PERMISSION_DENIED,
                                    "Pages of this origin may not call, or not like this.")
                            .with("reason", "ORIGIN_NOT_ALLOWED"));
        }
        return CorsUtils.isPreFlightRequest(exchange.getRequest())
                ? Mono.empty()
                : chain.filter(exchange);
    }
}
