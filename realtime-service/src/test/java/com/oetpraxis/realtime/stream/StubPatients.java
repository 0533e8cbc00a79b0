package com.oetpraxis.realtime.stream;

import jakarta.websocket.CloseReason;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * ai-service as far as live sessions need it: patients that say what a test wants, fall silent or
 * die.
 */
public final class StubPatients implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Set<Session> open = ConcurrentHashMap.newKeySet();
    private final Tomcat tomcat = new Tomcat();

    public final List<JsonNode> received = new CopyOnWriteArrayList<>();
    public final List<String> tokens = new CopyOnWriteArrayList<>();
    public volatile Function<JsonNode, @Nullable Object> answer = StubPatients::usual;
    public volatile Map<String, Object> abilities = Map.of("engineVersion", "stub-1");

    /** Until then nobody is told that a line is open. */
    public volatile CompletableFuture<Void> mayOpen = CompletableFuture.completedFuture(null);

    public StubPatients() {
        try {
            tomcat.setBaseDir(Files.createTempDirectory("stub-patients").toString());
            tomcat.setPort(0);
            tomcat.getConnector();
            var context = tomcat.addContext("", null);
            context.addServletContainerInitializer(new WsSci(), Set.of());
            Tomcat.addServlet(context, "none", new jakarta.servlet.http.HttpServlet() {});
            context.addServletMappingDecoded("/", "none");
            tomcat.start();
            var container =
                    (ServerContainer)
                            context.getServletContext()
                                    .getAttribute(ServerContainer.class.getName());
            container.addEndpoint(
                    ServerEndpointConfig.Builder.create(Line.class, "/internal/ai/live")
                            .configurator(
                                    new ServerEndpointConfig.Configurator() {
                                        @Override
                                        public <T> T getEndpointInstance(Class<T> type) {
                                            return type.cast(new Line());
                                        }

                                        @Override
                                        public void modifyHandshake(
                                                ServerEndpointConfig config,
                                                HandshakeRequest request,
                                                HandshakeResponse response) {
                                            tokens.addAll(
                                                    request.getHeaders()
                                                            .getOrDefault(
                                                                    "Authorization",
                                                                    List.of("none")));
                                        }
                                    })
                            .build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (LifecycleException | DeploymentException e) {
            throw new IllegalStateException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + tomcat.getConnector().getLocalPort();
    }

    /** What an obliging patient answers. */
    public static @Nullable Object usual(JsonNode message) {
        int turn = message.path("turn").asInt();
        return switch (message.path("type").asString("")) {
            case "turn" ->
                    Map.of(
                            "type",
                            "reply",
                            "turn",
                            turn + 1,
                            "text",
                            "It began on Monday. I heard: " + message.path("text").asString(),
                            "prompted",
                            false,
                            "closing",
                            false,
                            "matched",
                            Map.of("hits", List.of("onset")),
                            "engineVersion",
                            "stub-1",
                            "stageMs",
                            Map.of("reply", 1));
            case "silence" -> line(turn, "Are you still there?", true, false);
            case "time_up" -> line(turn, "I have to go now.", true, true);
            default -> null;
        };
    }

    public static Map<String, Object> line(
            int turn, String text, boolean prompted, boolean closing) {
        return Map.of(
                "type",
                "reply",
                "turn",
                turn,
                "text",
                text,
                "prompted",
                prompted,
                "closing",
                closing);
    }

    public List<JsonNode> received(String type) {
        return received.stream().filter(m -> m.path("type").asString("").equals(type)).toList();
    }

    /** Every line breaks, as when the process is killed. */
    public void breakLines() {
        for (Session session : open) {
            try {
                session.close(new CloseReason(CloseReason.CloseCodes.UNEXPECTED_CONDITION, "gone"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public void reset() {
        received.clear();
        answer = StubPatients::usual;
        abilities = Map.of("engineVersion", "stub-1");
        mayOpen = CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Line extends Endpoint {

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            open.add(session);
            session.setMaxTextMessageBufferSize(1 << 20);
            session.addMessageHandler(
                    String.class,
                    (MessageHandler.Whole<String>) text -> receive(session, JSON.readTree(text)));
        }

        @Override
        public void onClose(Session session, CloseReason reason) {
            open.remove(session);
        }

        private void opened(Session session) throws IOException {
            var opened = new java.util.LinkedHashMap<String, Object>(abilities);
            opened.put("type", "opened");
            session.getBasicRemote().sendText(JSON.writeValueAsString(opened));
        }

        private void receive(Session session, JsonNode message) {
            received.add(message);
            try {
                if (message.path("type").asString("").equals("open")) {
                    mayOpen.join();
                    opened(session);
                    return;
                }
                Object reply = answer.apply(message);
                if (reply != null) {
                    session.getBasicRemote().sendText(JSON.writeValueAsString(reply));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
