package com.oetpraxis.gateway.web;

import io.netty.channel.EventLoop;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.server.reactive.AbstractServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;

/**
 * Brings a request back to the thread of its connection after something else has answered, such as
 * Redis. An answer that is written from elsewhere can leave the next request on the connection
 * waiting for ever (seen with Reactor Netty 1.3.6).
 */
public final class EventLoops {

    private static final ConcurrentHashMap<EventLoop, Scheduler> SCHEDULERS =
            new ConcurrentHashMap<>();

    private EventLoops() {}

    /** The scheduler that runs on the thread of this request's connection. */
    public static Scheduler of(ServerWebExchange exchange) {
        return nativeRequest(exchange.getRequest()) instanceof Connection connection
                ? SCHEDULERS.computeIfAbsent(
                        connection.channel().eventLoop(), Schedulers::fromExecutor)
                : Schedulers.immediate();
    }

    private static Object nativeRequest(ServerHttpRequest request) {
        var inner = request;
        while (inner instanceof ServerHttpRequestDecorator decorator) {
            inner = decorator.getDelegate();
        }
        return inner instanceof AbstractServerHttpRequest server
                ? server.getNativeRequest()
                : inner;
    }
}
