package com.oetpraxis.devstack.measure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rehearses typed role-plays as the paid demo nurse and prints how long the patient's whole reply
 * takes through the gateway, and how long the report takes after the end.
 */
public final class Replies {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Of each kind: the first ones after a start, while the code is being compiled, and later. */
    private static final int REHEARSALS = 6;

    private static final int BETWEEN = 12;
    private static final List<String> LINES =
            List.of(
                    "Good morning, my name is Amara and I'm one of the nurses here. Is it all right if I ask you a few questions?",
                    "How have you been managing at home?",
                    "That must be very hard. What worries you most?",
                    "What do you think is the matter?",
                    "Thank you for telling me. How is it affecting your day to day life?",
                    "Let me explain what we can do. The bandage squeezes the leg gently, so that the blood can flow back up.",
                    "Does that make sense so far?",
                    "Please call us if it becomes red, hot or more painful.",
                    "Could you tell me in your own words what you will do?",
                    "Is there anything else you would like to ask me?");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final PublicApi api;

    private Replies(String baseUrl) {
        this.api = new PublicApi(http, baseUrl);
    }

    static void main() throws IOException, InterruptedException {
        var demo =
                JSON.readTree(Files.readString(Path.of(System.getenv("PRAXIS_HOME"), "demo.json")));
        var replies = new Replies(demo.path("baseUrl").asString());
        for (var signIn : demo.path("signIns")) {
            if (signIn.path("plan").asString().equals("paid")) {
                replies.api.signIn(
                        signIn.path("email").asString(), signIn.path("password").asString());
            }
        }
        replies.measure("first", REHEARSALS);
        replies.measure("between", BETWEEN); // not printed
        replies.measure("warm", REHEARSALS);
        System.exit(0);
    }

    private void measure(String kind, int rehearsals) throws InterruptedException {
        var scenario =
                api.get("/sessions/scenarios").path("scenarios").get(0).path("id").asString();
        var took = new ArrayList<Double>();
        var reports = new ArrayList<Double>();
        for (var i = 0; i < rehearsals; i++) {
            var session = api.post("/sessions", Map.of("scenarioId", scenario));
            var id = session.path("sessionId").asString();
            var ticket = api.post("/sessions/" + id + "/ticket").path("ticket");
            var messages = new LinkedBlockingQueue<JsonNode>();
            var socket =
                    http.newWebSocketBuilder()
                            .buildAsync(
                                    URI.create(
                                            session.path("websocketUrl").asString()
                                                    + "?ticket="
                                                    + ticket.asString()),
                                    new Queue(messages))
                            .join();
            socket.sendText("{\"type\":\"session_start\"}", true).join();
            await(messages, "session_ready");
            for (var line : LINES) {
                var start = System.nanoTime();
                socket.sendText(JSON.writeValueAsString(Map.of("type", "text", "text", line)), true)
                        .join();
                var reply = await(messages, "response");
                while (!reply.path("final").asBoolean()) {
                    reply = await(messages, "response");
                }
                took.add((System.nanoTime() - start) / 1e6);
            }
            socket.sendText("{\"type\":\"stop\",\"confirm\":true}", true).join();
            await(messages, "session_completed");
            var ended = System.nanoTime();
            while (api.get("/sessions/" + id + "/feedback")
                    .path("status")
                    .asString("")
                    .equals("generating")) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            reports.add((System.nanoTime() - ended) / 1e6);
        }
        if (kind.equals("between")) {
            return;
        }
        print("patient's typed reply, " + kind + ", p50", quantile(took, 0.5));
        print("patient's typed reply, " + kind + ", p95", quantile(took, 0.95));
        print("report ready after the end, " + kind + ", p50", quantile(reports, 0.5));
        print("report ready after the end, " + kind + ", worst", quantile(reports, 1));
    }

    private static void print(String figure, double milliseconds) {
        System.out.printf("%-46s %8.1f ms%n", figure, milliseconds);
    }

    private static double quantile(List<Double> values, double q) {
        Collections.sort(values);
        return values.get((int) Math.min(values.size() - 1L, Math.round(q * values.size())));
    }

    private static JsonNode await(BlockingQueue<JsonNode> messages, String type)
            throws InterruptedException {
        while (true) {
            var message = messages.poll(15, TimeUnit.SECONDS);
            if (message == null) {
                throw new IllegalStateException("no " + type + " within 15 s");
            }
            if (message.path("type").asString().equals(type)) {
                return message;
            }
        }
    }

    private record Queue(BlockingQueue<JsonNode> messages, StringBuilder partial)
            implements WebSocket.Listener {

        Queue(BlockingQueue<JsonNode> messages) {
            this(messages, new StringBuilder());
        }

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket socket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                messages.add(JSON.readTree(partial.toString()));
                partial.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }
}
