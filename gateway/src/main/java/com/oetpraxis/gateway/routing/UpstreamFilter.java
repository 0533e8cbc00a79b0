package com.oetpraxis.gateway.routing;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_ALREADY_ROUTED_ATTR;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR;

import com.oetpraxis.gateway.web.GatewayProblem;
import com.oetpraxis.gateway.web.ProblemException;
import io.netty.channel.ChannelException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.channel.AbortedException;

/**
 * Asks a service: behind its circuit, within the timeout, at the next instance where one cannot be
 * reached. Nothing but GET is sent twice; a request that never left is not sent twice.
 *
 * <p>Its place is inside the filter that writes the answer, so what it waits for is the answer's
 * beginning, and a stream of events may last as long as it likes.
 */
@Component
class UpstreamFilter implements GlobalFilter, Ordered {

    private static final Logger log = LoggerFactory.getLogger(UpstreamFilter.class);

    /** Bodies up to this size are sent at once; above, the timeout starts when they are through. */
    private static final long SMALL_BODY = 65_536;

    private static final int ATTEMPTS = 3;
    private static final int BACKOFF_MILLIS = 50;

    private final Upstreams upstreams;
    private final StreamProxy streams;
    private final RoutingProperties properties;

    UpstreamFilter(Upstreams upstreams, StreamProxy streams, RoutingProperties properties) {
        this.upstreams = upstreams;
        this.streams = streams;
        this.properties = properties;
    }

    @Override
    public int getOrder() {
        return 0;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        var rule = Rule.of(exchange);
        var upstream = upstreams.of(rule.service());
        if (rule.counting() == Counting.STREAM && StreamProxy.isUpgrade(exchange)) {
            return streams.open(exchange, upstream);
        }
        return Mono.defer(() -> call(exchange, chain, upstream));
    }

    private Mono<Void> call(
            ServerWebExchange exchange, GatewayFilterChain chain, Upstream upstream) {
        var circuit = upstream.circuit();
        if (!circuit.tryAcquirePermission()) {
            return Mono.error(unavailable(upstream.service(), Upstreams.RESET));
        }
        var started = System.nanoTime();
        return withinTime(exchange, chain, upstream)
                .doOnSuccess(nothing -> {
                    var nanos = System.nanoTime() - started;
                    var status = exchange.getResponse().getStatusCode();
                    var failed = HttpStatus.INTERNAL_SERVER_ERROR.equals(status);
                    upstream.recent().add(nanos, failed);
                    if (failed) {
                        circuit.onError(nanos, TimeUnit.NANOSECONDS, new ServerFailed());
                    } else {
                        circuit.onSuccess(nanos, TimeUnit.NANOSECONDS);
                    }
                })
                .doOnCancel(circuit::releasePermission)
                .onErrorResume(error -> {
                    var nanos = System.nanoTime() - started;
                    if (error instanceof ProblemException) {
                        circuit.releasePermission(); // the caller's fault
                        return Mono.error(error);
                    }
                    upstream.recent().add(nanos, true);
                    circuit.onError(nanos, TimeUnit.NANOSECONDS, error);
                    return Mono.error(translated(upstream.service(), error));
                });
    }

    private Mono<Void> withinTime(
            ServerWebExchange exchange, GatewayFilterChain chain, Upstream upstream) {
        var order = order(exchange.getRequest(), upstream);
        if (!isLarge(exchange.getRequest())) {
            return attempt(exchange, chain, order, 0).timeout(properties.responseTimeout());
        }
        var sent = Sinks.<Void>empty();
        var request = new WatchedRequest(exchange.getRequest(), sent);
        var watched = exchange.mutate().request(request).build();
        var late =
                Mono.firstWithSignal(
                        Mono.delay(properties.uploadTimeout()),
                        sent.asMono().then(Mono.delay(properties.responseTimeout())));
        return attempt(watched, chain, order, 0).timeout(late);
    }

    private static boolean isLarge(ServerHttpRequest request) {
        var method = request.getMethod();
        if (HttpMethod.GET.equals(method) || HttpMethod.HEAD.equals(method)) {
            return false;
        }
        var length = request.getHeaders().getContentLength();
        return length < 0
                ? request.getHeaders().containsHeader("Transfer-Encoding")
                : length > SMALL_BODY;
    }

    /** What concerns one practice session goes to one instance, as long as that answers. */
    private static List<Instance> order(ServerHttpRequest request, Upstream upstream) {
        return upstream.service() == Service.REALTIME
                ? upstream.inOrderOf(StreamProxy.key(request.getURI().getRawPath()))
                : upstream.inTurn();
    }

    private Mono<Void> attempt(
            ServerWebExchange exchange, GatewayFilterChain chain, List<Instance> order, int made) {
        var instance = order.get(made % order.size());
        exchange.getAttributes().put(GATEWAY_REQUEST_URL_ATTR, instance.at(target(exchange)));
        return chain.filter(exchange)
                .onErrorResume(
                        IOException.class,
                        error -> again(exchange, chain, order, made, instance, error))
                .onErrorResume(
                        ChannelException.class,
                        error -> again(exchange, chain, order, made, instance, error));
    }

    private Mono<Void> again(
            ServerWebExchange exchange,
            GatewayFilterChain chain,
            List<Instance> order,
            int made,
            Instance instance,
            Throwable error) {
        var unsent = neverLeft(error);
        if (unsent) {
            instance.found(false);
        }
        var get = HttpMethod.GET.equals(exchange.getRequest().getMethod());
        var next = made + 1;
        if (unsent
                ? next < (get ? Math.max(ATTEMPTS, order.size()) : order.size())
                : get && next < ATTEMPTS) {
            log.info(
                    "{} at {} failed ({}), tried again",
                    instance.service().id(),
                    instance.address(),
                    error.getClass().getSimpleName());
            exchange.getAttributes().remove(GATEWAY_ALREADY_ROUTED_ATTR);
            var retry = Mono.defer(() -> attempt(exchange, chain, order, next));
            return next < order.size() ? retry : Mono.delay(backoff(next)).then(retry);
        }
        return Mono.error(error);
    }

    private static Duration backoff(int made) {
        var base = BACKOFF_MILLIS * made;
        return Duration.ofMillis(base + ThreadLocalRandom.current().nextInt(base));
    }

    /** Whether the request cannot have reached the service. */
    private static boolean neverLeft(Throwable error) {
        if (error instanceof AbortedException) {
            return String.valueOf(error.getMessage()).contains("BEFORE send");
        }
        return error instanceof ConnectException || error instanceof UnknownHostException;
    }

    static String target(ServerWebExchange exchange) {
        var uri = exchange.getRequest().getURI();
        var query = uri.getRawQuery();
        return query == null ? uri.getRawPath() : uri.getRawPath() + '?' + query;
    }

    private Throwable translated(Service service, Throwable error) {
        if (error instanceof TimeoutException) {
            log.warn("{} did not answer within {}", service.id(), properties.responseTimeout());
            return new ProblemException(
                            GatewayProblem.SERVICE_TIMEOUT,
                            "A part of the service took too long; try again.")
                    .with("service", service.id())
                    .with("retryAfter", Upstreams.RESET.toSeconds())
                    .retryAfter(Upstreams.RESET);
        }
        if (error instanceof IOException || error instanceof ChannelException) {
            log.warn("{} could not be asked: {}", service.id(), error.toString());
            return unavailable(service, Upstreams.RESET);
        }
        return error;
    }

    static ProblemException unavailable(Service service, Duration wait) {
        return new ProblemException(
                        GatewayProblem.SERVICE_UNAVAILABLE,
                        "A part of the service is not available at the moment; try again.")
                .with("service", service.id())
                .with("retryAfter", wait.toSeconds())
                .retryAfter(wait);
    }

    /** The service answered 500. */
    private static final class ServerFailed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        ServerFailed() {
            super("500", null, false, false);
        }
    }

    /** Tells when the whole body was sent. */
    private static final class WatchedRequest extends ServerHttpRequestDecorator {

        private final Sinks.Empty<Void> sent;

        WatchedRequest(ServerHttpRequest delegate, Sinks.Empty<Void> sent) {
            super(delegate);
            this.sent = sent;
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return super.getBody().doOnComplete(sent::tryEmitEmpty);
        }
    }
}
