package com.oetpraxis.gateway.web;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/** The outermost step: gives the request its id, renders every error and writes the access log. */
@Component
@Order(Step.EDGE)
class EdgeFilter implements WebFilter {

    static final String REQUEST_ID = "X-Request-Id";
    private static final int MAX_ID = 64;

    private final ClientAddress clientAddress;
    private final ProblemWriter problems;
    private final AccessLog accessLog;
    private final CallMetrics metrics;

    EdgeFilter(
            ClientAddress clientAddress,
            ProblemWriter problems,
            AccessLog accessLog,
            CallMetrics metrics) {
        this.clientAddress = clientAddress;
        this.problems = problems;
        this.accessLog = accessLog;
        this.metrics = metrics;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        var call =
                new GatewayCall(
                        requestId(request.getHeaders().getFirst(REQUEST_ID)),
                        clientAddress.of(request),
                        request.getURI().getRawPath(),
                        System.nanoTime());
        call.attachTo(exchange);
        var headers = exchange.getResponse().getHeaders();
        headers.set(REQUEST_ID, call.requestId());
        SecurityHeaders.addTo(headers);
        headers.set(HttpHeaders.CACHE_CONTROL, SecurityHeaders.API_CACHE_CONTROL);
        return chain.filter(exchange)
                .onErrorResume(error ->
                        problems.write(exchange, error).subscribeOn(EventLoops.of(exchange)))
                .doFinally(signal -> done(exchange, call, signal));
    }

    private void done(ServerWebExchange exchange, GatewayCall call, SignalType signal) {
        var nanos = System.nanoTime() - call.startedNanos();
        var status = status(exchange, call, signal);
        accessLog.write(exchange, call, status, nanos);
        metrics.record(exchange.getRequest().getMethod(), call, status, nanos);
    }

    /** 499, as servers log it, where the client did not wait for the answer. */
    private static int status(ServerWebExchange exchange, GatewayCall call, SignalType signal) {
        if (call.isUpgraded()) {
            return 101;
        }
        var status = exchange.getResponse().getStatusCode();
        if (signal == SignalType.CANCEL && !exchange.getResponse().isCommitted()) {
            return 499;
        }
        return status == null ? 200 : status.value();
    }

    private static String requestId(@Nullable String given) {
        return given != null && isAcceptable(given) ? given : newId();
    }

    private static boolean isAcceptable(String id) {
        if (id.isEmpty() || id.length() > MAX_ID) {
            return false;
        }
        for (var i = 0; i < id.length(); i++) {
            var c = id.charAt(i);
            var letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            var digit = c >= '0' && c <= '9';
            if (!letter && !digit && c != '-' && c != '_' && c != '.') {
                return false;
            }
        }
        return true;
    }

    /** A random UUID; it names a request and guards nothing, so it need not be unguessable. */
    private static String newId() {
        var random = ThreadLocalRandom.current();
        var high = (random.nextLong() & 0xffffffffffff0fffL) | 0x4000L;
        var low = (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }
}
