package com.oetpraxis.realtime.stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** session-service as far as live sessions need it: in memory, and it can fall silent or die. */
final class StubSessionService implements AutoCloseable {

    private final JsonMapper json = JsonMapper.shared();
    private final Map<UUID, Session> sessions = new ConcurrentHashMap<>();
    private final int port;
    private final Semaphore appends = new Semaphore(Integer.MAX_VALUE / 2);
    private volatile boolean held;
    private volatile boolean failing;
    private volatile boolean refusing;
    private @Nullable HttpServer server;

    final List<String> tokens = new CopyOnWriteArrayList<>();

    static final class Session {
        final UUID id = UUID.randomUUID();
        final UUID user = UUID.randomUUID();
        final UUID report = UUID.randomUUID();
        final List<ObjectNode> turns = new ArrayList<>();
        final List<String> calls = new CopyOnWriteArrayList<>();
        String status = "in-progress";
        long epoch;
        volatile boolean paused;
        double activeSeconds;
        int durationSeconds = 300;

        synchronized List<ObjectNode> turns() {
            return List.copyOf(turns);
        }
    }

    StubSessionService() {
        server = start(0);
        port = server.getAddress().getPort();
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    Session session() {
        var session = new Session();
        sessions.put(session.id, session);
        return session;
    }

    /** Ends like a killed process: connections break, nothing listens. */
    synchronized void kill() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    synchronized void restart() {
        if (server == null) {
            server = start(port);
        }
    }

    void failing(boolean fails) {
        failing = fails;
    }

    /** Connections are refused for no reason known here. */
    void refusing(boolean refuses) {
        refusing = refuses;
    }

    /** Appends wait until {@link #release()}. */
    void hold() {
        held = true;
        appends.drainPermits();
    }

    void release() {
        held = false;
        appends.release(1_000_000);
    }

    @Override
    public void close() {
        kill();
    }

    private HttpServer start(int onPort) {
        try {
            var created =
                    HttpServer.create(
                            new InetSocketAddress(
                                    java.net.InetAddress.getLoopbackAddress(), onPort),
                            0);
            created.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            created.createContext("/internal/sessions/", this::handle);
            created.start();
            return created;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String[] path = exchange.getRequestURI().getPath().split("/", -1);
            tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            byte[] bytes = exchange.getRequestBody().readAllBytes();
            JsonNode body = bytes.length == 0 ? json.createObjectNode() : json.readTree(bytes);
            String call = exchange.getRequestMethod() + (path.length > 4 ? " " + path[4] : "");
            if (failing) {
                answer(exchange, 503, Map.of());
                return;
            }
            Session session = sessions.get(UUID.fromString(path[3]));
            if (session == null) {
                problem(exchange, 404, "RES001", "");
                return;
            }
            if (call.equals("POST turns") && held) {
                appends.acquireUninterruptibly();
            }
            synchronized (session) {
                session.calls.add(
                        call
                                + (call.equals("POST pause")
                                        ? " " + body.path("reason").asString()
                                        : ""));
                handle(exchange, session, call, path, body);
            }
        } catch (RuntimeException e) {
            System.err.println("The stub failed: " + e);
            throw e;
        }
    }

    private void handle(
            HttpExchange exchange, Session session, String call, String[] path, JsonNode body)
            throws IOException {
        boolean ended = session.status.equals("completed") || session.status.equals("cancelled");
        switch (call) {
            case "GET" ->
                    answer(
                            exchange,
                            200,
                            Map.of(
                                    "sessionId", session.id,
                                    "userId", session.user,
                                    "status",
                                            session.paused && !ended ? "paused" : session.status));
            case "POST connections" -> {
                if (refusing) {
                    problem(exchange, 422, "VAL001", "");
                } else if (!session.user.toString().equals(body.path("userId").asString())) {
                    problem(exchange, 404, "RES001", "");
                } else if (ended) {
                    problem(exchange, 409, "RES002", "SESSION_ENDED");
                } else {
                    session.epoch++;
                    answer(exchange, 200, connection(session));
                }
            }
            case "POST complete" -> {
                if (!ended) {
                    session.status = "completed";
                }
                answer(
                        exchange,
                        200,
                        Map.of(
                                "sessionId",
                                session.id,
                                "duration",
                                12,
                                "feedbackReportId",
                                session.report,
                                "feedbackStatus",
                                "generating"));
            }
            default -> {
                if (ended) {
                    problem(exchange, 409, "RES002", "SESSION_ENDED");
                } else if (body.path("epoch").asLong() < session.epoch) {
                    problem(exchange, 409, "RES002", "STALE_EPOCH");
                } else {
                    write(exchange, session, call, path, body);
                }
            }
        }
    }

    private void write(
            HttpExchange exchange, Session session, String call, String[] path, JsonNode body)
            throws IOException {
        switch (call) {
            case "POST turns" -> {
                int turn = body.path("turn").asInt();
                var same =
                        session.turns.stream()
                                .filter(t -> t.path("turn").asInt() == turn)
                                .findFirst();
                if (same.isEmpty()) {
                    session.turns.add((ObjectNode) body);
                    answer(exchange, 201, Map.of("turn", turn));
                } else if (same.get().path("text").equals(body.path("text"))) {
                    answer(exchange, 200, Map.of("turn", turn));
                } else {
                    problem(exchange, 409, "RES002", "TURN_CONFLICT");
                }
            }
            case "PATCH turns" -> {
                int turn = Integer.parseInt(path[5]);
                session.turns.stream()
                        .filter(t -> t.path("turn").asInt() == turn)
                        .forEach(t -> t.set("heardText", body.path("heardText")));
                answer(exchange, 204, null);
            }
            case "POST pause", "POST resume" -> {
                session.paused = call.endsWith("pause");
                answer(exchange, 204, null);
            }
            default -> answer(exchange, 404, Map.of());
        }
    }

    private Map<String, Object> connection(Session session) {
        var connection = new LinkedHashMap<String, Object>();
        connection.put("sessionId", session.id);
        connection.put("userId", session.user);
        connection.put("epoch", session.epoch);
        connection.put("status", session.paused ? "paused" : "in-progress");
        connection.put("scenarioId", UUID.randomUUID());
        connection.put("scenarioVersion", 1);
        connection.put("title", "Inhalers");
        connection.put("durationSeconds", session.durationSeconds);
        connection.put("activeSeconds", session.activeSeconds);
        connection.put("paused", session.paused);
        connection.put("startedAt", null);
        connection.put("persona", Map.of("age", 54, "gender", "male"));
        connection.put("turns", session.turns());
        connection.put(
                "lastSeq",
                session.turns.stream().mapToLong(t -> t.path("seq").asLong()).max().orElse(0));
        return connection;
    }

    private void problem(HttpExchange exchange, int status, String code, String reason)
            throws IOException {
        answer(
                exchange,
                status,
                Map.of(
                        "status",
                        status,
                        "error",
                        Map.of(
                                "code",
                                code,
                                "message",
                                "no",
                                "details",
                                Map.of("reason", reason))));
    }

    private void answer(HttpExchange exchange, int status, @Nullable Object body)
            throws IOException {
        byte[] bytes = body == null ? new byte[0] : json.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body == null ? -1 : bytes.length);
        if (body != null) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
