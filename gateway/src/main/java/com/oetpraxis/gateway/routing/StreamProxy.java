package com.oetpraxis.gateway.routing;

import com.oetpraxis.gateway.web.EventLoops;
import com.oetpraxis.gateway.web.GatewayCall;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.reactive.socket.client.ReactorNettyWebSocketClient;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Sinks;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.WebsocketClientSpec;
import reactor.netty.http.server.WebsocketServerSpec;

/**
 * Carries practice streams. The service is asked before the client's upgrade is accepted, so that
 * the next instance can be tried where one does not answer, the subprotocol is the one the service
 * chose, and a client gets a 503 rather than a stream that ends at once.
 */
@Component
class StreamProxy {

    private static final Logger log = LoggerFactory.getLogger(StreamProxy.class);
    private static final String PROTOCOL = "Sec-WebSocket-Protocol";

    /** Messages of one side that may wait for the other to take them. */
    private static final int AHEAD = 32;

    private final RequestHeaders headers;
    private final RoutingProperties properties;
    private final ReactorNettyWebSocketClient client;
    private final HandshakeWebSocketService server;
    private final AtomicInteger open = new AtomicInteger();

    StreamProxy(
            HttpClient http,
            RequestHeaders headers,
            RoutingProperties properties,
            MeterRegistry meters) {
        this.headers = headers;
        this.properties = properties;
        Supplier<WebsocketClientSpec.Builder> toService =
                () ->
                        WebsocketClientSpec.builder()
                                .maxFramePayloadLength(properties.maxFrame())
                                .handlePing(
                                        true); // passed on, as it tells whether the other end lives
        Supplier<WebsocketServerSpec.Builder> toClient =
                () ->
                        WebsocketServerSpec.builder()
                                .maxFramePayloadLength(properties.maxFrame())
                                .handlePing(true);
        var asIs = new NoInventedOrigin();
        this.client =
                new ReactorNettyWebSocketClient(
                        http.doOnChannelInit(
                                (observer, channel, address) -> channel.pipeline().addLast(asIs)),
                        toService);
        this.server =
                new HandshakeWebSocketService(new ReactorNettyRequestUpgradeStrategy(toClient));
        Gauge.builder("gateway.streams.open", open, AtomicInteger::get)
                .description("Practice streams passing through")
                .register(meters);
    }

    static boolean isUpgrade(ServerWebExchange exchange) {
        return "websocket".equalsIgnoreCase(exchange.getRequest().getHeaders().getUpgrade());
    }

    /** The session's id in {@code /v1/sessions/<id>/...}; other paths are their own key. */
    static String key(String path) {
        var start = "/v1/sessions/".length();
        if (!path.startsWith("/v1/sessions/")) {
            return path;
        }
        var end = path.indexOf('/', start);
        return end < 0 ? path : path.substring(start, end);
    }

    Mono<Void> open(ServerWebExchange exchange, Upstream upstream) {
        var order = upstream.inOrderOf(key(exchange.getRequest().getURI().getRawPath()));
        var asked = headers.filter(exchange.getRequest().getHeaders(), exchange);
        return attempt(exchange, order, 0, withoutHandshake(asked));
    }

    private Mono<Void> attempt(
            ServerWebExchange exchange, List<Instance> order, int made, HttpHeaders asked) {
        if (made == order.size()) {
            return Mono.error(UpstreamFilter.unavailable(Service.REALTIME, Upstreams.RESET));
        }
        var instance = order.get(made);
        var taken = new AtomicBoolean();
        return Mono.<Void>create(
                        upgraded -> {
                            var stream =
                                    client.execute(
                                                    instance.streamAt(
                                                            UpstreamFilter.target(exchange)),
                                                    asked,
                                                    new FromService(exchange, taken, upgraded))
                                            .contextWrite(upgraded.contextView())
                                            .subscribe(
                                                    nothing -> {},
                                                    error -> end(error, taken, upgraded),
                                                    upgraded::success);
                            upgraded.onCancel(() -> {
                                if (!taken.get()) {
                                    stream.dispose();
                                }
                            });
                        })
                .timeout(properties.handshakeTimeout())
                .onErrorResume(
                        error -> !taken.get(),
                        error -> {
                            instance.found(false);
                            log.warn(
                                    "{} at {} took no stream ({}), tried the next",
                                    instance.service().id(),
                                    instance.address(),
                                    error.getClass().getSimpleName());
                            return attempt(exchange, order, made + 1, asked);
                        });
    }

    private static void end(Throwable error, AtomicBoolean taken, MonoSink<Void> upgraded) {
        if (!taken.get() || !(error instanceof IOException)) {
            upgraded.error(error);
        } else {
            log.debug("A stream ended without a farewell", error);
            upgraded.success();
        }
    }

    /** The client library makes its own handshake; only the subprotocols are the client's. */
    private static HttpHeaders withoutHandshake(HttpHeaders asked) {
        var kept = new HttpHeaders();
        asked.forEach((name, values) -> {
            if (!name.regionMatches(true, 0, "sec-websocket", 0, 13)
                    && !name.equalsIgnoreCase(HttpHeaders.HOST)) {
                kept.addAll(name, values);
            }
        });
        return kept;
    }

    private static List<String> protocols(HttpHeaders headers) {
        var protocols = new ArrayList<String>();
        for (var line : headers.getOrEmpty(PROTOCOL)) {
            for (var protocol : line.split(",", -1)) {
                if (!protocol.isBlank()) {
                    protocols.add(protocol.trim());
                }
            }
        }
        return protocols;
    }

    /** The service has taken the stream: now the client's side is opened. */
    private final class FromService implements WebSocketHandler {

        private final ServerWebExchange exchange;
        private final AtomicBoolean taken;
        private final MonoSink<Void> upgraded;

        FromService(ServerWebExchange exchange, AtomicBoolean taken, MonoSink<Void> upgraded) {
            this.exchange = exchange;
            this.taken = taken;
            this.upgraded = upgraded;
        }

        @Override
        public List<String> getSubProtocols() {
            return protocols(exchange.getRequest().getHeaders());
        }

        @Override
        public Mono<Void> handle(WebSocketSession service) {
            taken.set(true);
            GatewayCall.of(exchange).upgrade();
            var chosen = service.getHandshakeInfo().getSubProtocol();
            var ended = Sinks.<Void>empty();
            // the request is over with the upgrade: the server reads no frame before;
            // the stream is over when both sides have ended
            return Mono.defer(() ->
                            server.handleRequest(exchange, new FromClient(service, chosen, ended)))
                    .subscribeOn(EventLoops.of(exchange)) // from elsewhere, frames can be lost
                    .doOnSuccess(nothing -> upgraded.success())
                    .then(ended.asMono());
        }
    }

    /** Both sides are open. */
    private final class FromClient implements WebSocketHandler {

        private final WebSocketSession service;
        private final List<String> chosen;
        private final Sinks.Empty<Void> ended;

        FromClient(WebSocketSession service, @Nullable String chosen, Sinks.Empty<Void> ended) {
            this.service = service;
            this.chosen = chosen == null ? List.of() : List.of(chosen);
            this.ended = ended;
        }

        @Override
        public List<String> getSubProtocols() {
            return chosen;
        }

        @Override
        public Mono<Void> handle(WebSocketSession learner) {
            open.incrementAndGet();
            return Mono.when(
                            carry(learner, service, CloseStatus.GOING_AWAY),
                            carry(service, learner, CloseStatus.SERVER_ERROR))
                    .doFinally(signal -> {
                        open.decrementAndGet();
                        ended.tryEmitEmpty();
                    });
        }

        /**
         * Passes on all messages and then the farewell.
         *
         * @param gone the farewell where {@code from} is gone without one
         */
        private static Mono<Void> carry(
                WebSocketSession from, WebSocketSession to, CloseStatus gone) {
            // where `to` is gone, sending cancels its source, and a cancelled source is closed
            // with an empty frame before the farewell: so a shared one stands between
            var messages =
                    from.receive().doOnNext(WebSocketMessage::retain).publish(AHEAD).autoConnect();
            return to.send(messages)
                    .doFinally(signal -> messages.subscribe(WebSocketMessage::release, error -> {}))
                    .onErrorResume(error -> Mono.empty())
                    .then(
                            from.closeStatus()
                                    .defaultIfEmpty(CloseStatus.NO_CLOSE_FRAME)
                                    .map(status -> sendable(status, gone))
                                    .flatMap(to::close));
        }

        /** These three codes are never sent (RFC 6455); the others pass as they are. */
        private static CloseStatus sendable(CloseStatus status, CloseStatus gone) {
            return switch (status.getCode()) {
                case 1005 -> CloseStatus.NORMAL;
                case 1006, 1015 -> gone;
                default -> status;
            };
        }
    }
}
