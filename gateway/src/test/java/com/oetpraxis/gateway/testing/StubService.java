package com.oetpraxis.gateway.testing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A service on loopback that remembers what it was asked and answers as it is told. */
public final class StubService implements AutoCloseable {

    /** Answers one request. */
    public interface Behaviour
            extends BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> {}

    /**
     * @param uri path and query as they arrived
     * @param headers names in lower case
     */
    public record Seen(String method, String uri, Map<String, String> headers) {}

    private final String name;
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final DisposableServer server;
    private volatile Behaviour behaviour;

    private StubService(String name, int port) {
        this.name = name;
        this.behaviour = echo();
        this.server =
                HttpServer.create()
                        .host("127.0.0.1")
                        .port(port)
                        .httpRequestDecoder(spec -> spec.maxHeaderSize(65_536))
                        .handle(this::answer)
                        .bindNow(Duration.ofSeconds(10));
    }

    public static StubService start(String name) {
        return new StubService(name, 0);
    }

    public static StubService start(String name, int port) {
        return new StubService(name, port);
    }

    private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        var headers = new TreeMap<String, String>();
        request.requestHeaders()
                .forEach(
                        h -> headers.merge(lower(h.getKey()), h.getValue(), (a, b) -> a + "," + b));
        seen.add(new Seen(request.method().name(), request.uri(), headers));
        return behaviour.apply(request, response);
    }

    private static String lower(String name) {
        return name.toLowerCase(java.util.Locale.ROOT);
    }

    /** Answers {@code {"service":"<name>"}}, after having read the body. */
    public Behaviour echo() {
        return (request, response) ->
                request.receive()
                        .then()
                        .thenMany(
                                response.header("Content-Type", "application/json")
                                        .sendString(Mono.just("{\"service\":\"" + name + "\"}")));
    }

    public void behave(Behaviour next) {
        this.behaviour = next;
    }

    public void behaveNormally() {
        this.behaviour = echo();
        seen.clear();
    }

    public List<Seen> seen() {
        return seen;
    }

    public Seen last() {
        return seen.getLast();
    }

    public int port() {
        return server.port();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    @Override
    public void close() {
        server.disposeNow(Duration.ofSeconds(5));
    }
}
