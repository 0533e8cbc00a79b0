package com.oetpraxis.session;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.NullMarked;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * user-, content-, billing- and ai-service on loopback: each answers as it is told and remembers
 * what it was asked.
 */
@NullMarked
public final class StubServices {

    private static final List<String> NAMES =
            List.of("user-service", "content-service", "billing-service", "ai-service");

    /** One of a JVM, as the servers of the other tests are. */
    public static final StubServices INSTANCE = new StubServices();

    private final Map<String, HttpServer> servers = new ConcurrentHashMap<>();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    /** What was asked. */
    public record Call(String service, String path, String body, String authorization) {

        public String segment(int number) {
            return path.split("/", -1)[number];
        }
    }

    /** What is answered. */
    public interface Answer {
        Reply to(Call call) throws InterruptedException;
    }

    public record Reply(int status, String body) {}

    private StubServices() {
        for (var name : NAMES) {
            servers.put(name, start(name));
        }
    }

    public void register(DynamicPropertyRegistry registry) {
        for (var name : NAMES) {
            registry.add(
                    "spring.cloud.openfeign.client.config." + name + ".url",
                    () -> "http://127.0.0.1:" + port(name));
        }
    }

    /** Everybody in good standing, every scenario there, every hold granted, every talk scored. */
    public void reset() {
        calls.clear();
        answers.clear();
        answer(
                "user-service",
                call ->
                        ok(
                                """
                                {"userId":"%s","role":"user","status":"active","profession":"nurse",
                                 "emailVerified":true,"legalAccepted":true}
                                """
                                        .formatted(call.segment(3))));
        answer("content-service", call -> ok(scenario(call.segment(3), "nurse", "free")));
        answer(
                "billing-service",
                call ->
                        ok(
                                """
                                {"key":"%s","state":"held","tier":"free","remaining":2}
                                """
                                        .formatted(UUID.randomUUID())));
        answer("ai-service", call -> ok(Scores.typical()));
    }

    public void answer(String service, Answer answer) {
        answers.put(service, answer);
    }

    /** The service takes the call and says nothing until the latch opens. */
    public void silence(String service, CountDownLatch until) {
        answer(
                service,
                call -> {
                    until.await();
                    return new Reply(503, "{}");
                });
    }

    public List<Call> calls(String service) {
        return calls.stream().filter(c -> c.service().equals(service)).toList();
    }

    public List<Call> calls(String service, String path) {
        return calls(service).stream().filter(c -> c.path().equals(path)).toList();
    }

    public static Reply ok(String body) {
        return new Reply(200, body);
    }

    public static Reply refused(int status, String code, String reason) {
        return new Reply(
                status,
                """
                {"type":"/problems/x","title":"x","status":%d,"detail":"no","instance":"/",
                 "error":{"code":"%s","message":"no",
                          "details":{"reason":"%s","upgradeUrl":"https://praxis/upgrade"},
                          "retryable":false}}
                """
                        .formatted(status, code, reason));
    }

    /** What billing says where nothing of the free allowance is left. */
    public static Reply usedUp(int used, int held, int limit) {
        return new Reply(
                403,
                """
                {"type":"/problems/x","title":"x","status":403,"detail":"no","instance":"/",
                 "error":{"code":"PER001","message":"no",
                          "details":{"reason":"SUBSCRIPTION_REQUIRED",
                                     "upgradeUrl":"https://praxis/upgrade",
                                     "used":%d,"held":%d,"limit":%d},
                          "retryable":false}}
                """
                        .formatted(used, held, limit));
    }

    public static String scenario(String id, String profession, String plan) {
        return scenario(id, profession, plan, "published");
    }

    public static String scenario(String id, String profession, String plan, String status) {
        return """
        {"id":"%s","code":"nur-01-leg-ulcer","title":"A leg ulcer","description":"d",
         "profession":"%s","difficulty":"beginner","category":"chronic","duration":5,
         "requiredPlan":"%s","status":"%s","version":3,
         "instructions":{"preparation":["Read the card."],"during":["Talk."],"completion":[]},
         "candidateCard":{"setting":"Community clinic","role":"You are the nurse.",
                          "tasks":["Find out about the pain."]},
         "persona":{"age":67,"gender":"female"},
         "hidden":"must never be passed on"}
        """
                .formatted(id, profession, plan, status);
    }

    private int port(String name) {
        return java.util.Objects.requireNonNull(servers.get(name)).getAddress().getPort();
    }

    private HttpServer start(String name) {
        try {
            var server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
            server.createContext("/", exchange -> handle(name, exchange));
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void handle(String name, HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var authorization = exchange.getRequestHeaders().getFirst("Authorization");
            var call =
                    new Call(
                            name,
                            exchange.getRequestURI().getPath(),
                            body,
                            authorization == null ? "" : authorization);
            calls.add(call);
            var answer = answers.getOrDefault(name, c -> new Reply(500, "{}"));
            var reply = answer.to(call);
            var bytes = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
