package com.oetpraxis.gateway.web;

import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.AbstractServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import reactor.netty.http.server.HttpServerRequest;

/** Refuses what is too large: 414 for the address, 431 for the headers, 413 for the body. */
@Component
@Order(Step.SIZE)
class SizeFilter implements WebFilter {

    /** Bytes of a header line beside its name and value: {@code ": "} and the line's end. */
    private static final int SEPARATORS = 4;

    private final WebProperties properties;

    SizeFilter(WebProperties properties) {
        this.properties = properties;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        if (urlLength(request) > properties.maxUrl()) {
            return Mono.error(
                    new ProblemException(
                            GatewayProblem.ADDRESS_TOO_LONG,
                            "An address has at most " + properties.maxUrl() + " characters."));
        }
        if (headerBytes(request) > properties.maxHeaders().toBytes()) {
            return Mono.error(
                    new ProblemException(
                            GatewayProblem.HEADERS_TOO_LARGE,
                            "The headers of a request have at most "
                                    + properties.maxHeaders().toKilobytes()
                                    + " KB."));
        }
        var length = request.getHeaders().getContentLength();
        if (length > properties.maxBody().toBytes()) {
            return Mono.error(bodyTooLarge());
        }
        if (length < 0 && request.getHeaders().containsHeader(HttpHeaders.TRANSFER_ENCODING)) {
            return chain.filter(exchange.mutate().request(new CountedRequest(request)).build());
        }
        return chain.filter(exchange);
    }

    private static int urlLength(ServerHttpRequest request) {
        var uri = request.getURI();
        var query = uri.getRawQuery();
        return uri.getRawPath().length() + (query == null ? 0 : query.length() + 1);
    }

    private static long headerBytes(ServerHttpRequest request) {
        var bytes = 0L;
        if (request instanceof AbstractServerHttpRequest server
                && server.getNativeRequest() instanceof HttpServerRequest netty) {
            var lines = netty.requestHeaders().iteratorCharSequence();
            while (lines.hasNext()) {
                var line = lines.next();
                bytes += line.getKey().length() + line.getValue().length() + SEPARATORS;
            }
            return bytes;
        }
        for (var line : request.getHeaders().headerSet()) {
            for (var value : line.getValue()) {
                bytes += line.getKey().length() + value.length() + SEPARATORS;
            }
        }
        return bytes;
    }

    private ProblemException bodyTooLarge() {
        return new ProblemException(
                GatewayProblem.BODY_TOO_LARGE,
                "A body has at most " + properties.maxBody().toMegabytes() + " MB.");
    }

    /** A body of unknown length, cut off where it grows too large. */
    private final class CountedRequest extends ServerHttpRequestDecorator {

        CountedRequest(ServerHttpRequest delegate) {
            super(delegate);
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return Flux.defer(() -> {
                var seen = new long[1];
                return super.getBody().handle((part, sink) -> count(part, seen, sink));
            });
        }

        private void count(DataBuffer part, long[] seen, SynchronousSink<DataBuffer> sink) {
            seen[0] += part.readableByteCount();
            if (seen[0] > properties.maxBody().toBytes()) {
                DataBufferUtils.release(part);
                sink.error(bodyTooLarge());
            } else {
                sink.next(part);
            }
        }
    }
}
