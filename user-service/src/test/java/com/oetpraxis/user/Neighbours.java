package com.oetpraxis.user;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** Billing-service and session-service as this service sees them: paths with answers. */
public final class Neighbours {

    private static final Answer ENTITLEMENT =
            new Answer(
                    200,
                    """
                    {"userId":"0190c0de-0000-7000-8000-000000000002","tier":"free","planId":"0190c0de-0003-7000-8000-000000000001","planCode":"plan-free",
                     "status":"active","validUntil":null,"used":1,"limit":3,"remaining":2}
                    """);
    private static final Answer STATS =
            new Answer(
                    200,
                    """
                    {"sessionsCompleted":2,"averageScore":71.5,"totalPracticeTime":9}
                    """);

    private static final Map<String, Answer> ANSWERS = new ConcurrentHashMap<>();
    private static final List<Request> REQUESTS = new CopyOnWriteArrayList<>();
    private static final CountDownLatch NEVER = new CountDownLatch(1);
    private static final HttpServer SERVER = start();

    private Neighbours() {}

    private record Answer(int status, String body) {}

    /** What was asked. */
    public record Request(String uri, String authorization, String requestId) {}

    public static String url() {
        return "http://127.0.0.1:" + SERVER.getAddress().getPort();
    }

    /** Lets every path that starts so answer with this status and body. */
    public static void answer(String path, int status, String body) {
        ANSWERS.put(path, new Answer(status, body));
    }

    /** Lets every path that starts so accept the question and say nothing. */
    public static void fallSilent(String path) {
        ANSWERS.put(path, new Answer(0, ""));
    }

    /** All is well again. */
    public static void reset() {
        ANSWERS.clear();
        ANSWERS.put("/internal/entitlements/", ENTITLEMENT);
        ANSWERS.put("/internal/learners/", STATS);
        REQUESTS.clear();
    }

    public static List<Request> requests() {
        return List.copyOf(REQUESTS);
    }

    private static HttpServer start() {
        reset();
        try {
            var server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(
                    Executors.newThreadPerTaskExecutor(
                            Thread.ofVirtual().name("neighbour-", 0).factory()));
            server.createContext("/", Neighbours::handle);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void handle(HttpExchange exchange) throws IOException {
        var uri = exchange.getRequestURI();
        REQUESTS.add(
                new Request(
                        uri.toString(),
                        String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                        String.valueOf(exchange.getRequestHeaders().getFirst("X-Request-Id"))));
        var answer =
                ANSWERS.entrySet().stream()
                        .filter(entry -> uri.getPath().startsWith(entry.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(new Answer(404, "{}"));
        if (answer.status() == 0) {
            try {
                NEVER.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        var body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
