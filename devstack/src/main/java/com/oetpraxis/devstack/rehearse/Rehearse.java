package com.oetpraxis.devstack.rehearse;

import com.oetpraxis.devstack.launch.Home;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Plays one role-play in the terminal: choose a card, type what you would say, read the patient's
 * answers and the clock, end with {@code /end}, read the report. Reads plain lines, so a script may
 * be piped in. The argument names the demo sign-in to play as, such as {@code doctor}.
 *
 * <p>Exit codes: 0 with a report, 1 when the suite does not answer or refuses.
 */
public final class Rehearse {

    private static final Duration REPORT_WITHIN = Duration.ofSeconds(60);

    private final BufferedReader in;
    private final PrintStream out;
    private final Api api;
    private final HttpClient http;
    private final JsonMapper json;

    private Rehearse(
            BufferedReader in, PrintStream out, Api api, HttpClient http, JsonMapper json) {
        this.in = in;
        this.out = out;
        this.api = api;
        this.http = http;
        this.json = json;
    }

    static void main(String[] args) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var json = JsonMapper.shared();
        try (var http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(3))
                        .build()) {
            var demo = demo(json);
            var baseUrl = demo.path("baseUrl").asString("http://localhost:8000");
            var api = new Api(baseUrl, http, json);
            var signIn = signIn(demo, args.length == 0 ? "" : args[0]);
            api.signIn(signIn.path("email").asString(), signIn.path("password").asString());
            new Rehearse(in, out, api, http, json).play();
        } catch (RehearsalException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        } catch (IOException e) {
            System.err.println("The terminal was closed.");
            System.exit(1);
        }
        System.exit(0);
    }

    /** The demo sign-in of that name (before the {@code @}); the paid nurse where none is named. */
    static JsonNode signIn(JsonNode demo, String name) {
        var wanted = (name.isEmpty() ? "paid-nurse" : name) + '@';
        for (var one : demo.path("signIns")) {
            if (one.path("email").asString().startsWith(wanted)) {
                if (!one.path("role").asString().equals("user")) {
                    throw new RehearsalException(
                            name
                                    + " is staff and does not practise; choose doctor, nurse, dentist,"
                                    + " physiotherapist or paid-nurse.");
                }
                return one;
            }
        }
        throw new RehearsalException(
                "There is no demo learner named " + name + "; make run lists them.");
    }

    static JsonNode demo(JsonMapper json) {
        var file = Home.folder(Path.of("")).resolve("demo.json");
        try {
            return json.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new RehearsalException(
                    "The suite has not been started here yet: run make run in another terminal first.");
        }
    }

    private void play() throws IOException {
        var card = choose();
        var created =
                api.post("/sessions/create", Map.of("scenarioId", card.path("id").asString()));
        var sessionId = created.path("sessionId").asString();
        show(card, created);
        var ticket = api.post("/sessions/" + sessionId + "/ticket", null).path("ticket").asString();
        talk(created.path("websocketUrl").asString() + "?ticket=" + ticket, sessionId);
        report(sessionId);
    }

    private JsonNode choose() throws IOException {
        var cards = api.get("/sessions/scenarios?limit=50").path("scenarios");
        if (cards.isEmpty()) {
            throw new RehearsalException("There is no card for this profession.");
        }
        out.println("Role-play cards:");
        for (var i = 0; i < cards.size(); i++) {
            out.printf(
                    "  %d  %s (%s, %d min)%n",
                    i + 1,
                    cards.get(i).path("title").asString(),
                    cards.get(i).path("difficulty").asString(),
                    cards.get(i).path("duration").asInt());
        }
        while (true) {
            out.print("Which one? [1] ");
            out.flush();
            var line = in.readLine();
            if (line == null || line.isBlank()) {
                return cards.get(0);
            }
            var number = line.strip();
            if (number.matches("\\d{1,3}")
                    && Integer.parseInt(number) >= 1
                    && Integer.parseInt(number) <= cards.size()) {
                return cards.get(Integer.parseInt(number) - 1);
            }
            out.printf("A number from 1 to %d, please.%n", cards.size());
        }
    }

    private void show(JsonNode card, JsonNode created) {
        var candidate = created.path("scenario").path("candidateCard");
        out.printf("%n%s%n", card.path("title").asString());
        out.println(candidate.path("setting").asString(""));
        out.println(candidate.path("role").asString(""));
        candidate.path("tasks").forEach(task -> out.println("  - " + task.asString()));
        out.printf("%nYou speak first. Type what you would say; /end finishes the role-play.%n%n");
    }

    private void talk(String url, String sessionId) throws IOException {
        var listener = new Listener();
        var socket =
                http.newWebSocketBuilder()
                        .connectTimeout(Duration.ofSeconds(5))
                        .buildAsync(URI.create(url), listener)
                        .join();
        send(socket, Map.of("type", "session_start", "clientVersion", "rehearse/1"));
        var pings =
                Thread.ofVirtual()
                        .start(() -> {
                            while (!Thread.currentThread().isInterrupted()) {
                                try {
                                    Thread.sleep(Duration.ofSeconds(30));
                                    send(socket, Map.of("type", "ping"));
                                } catch (InterruptedException e) {
                                    return;
                                }
                            }
                        });
        while (!listener.isOver()) {
            var line = in.readLine();
            if (listener.isOver()) {
                break;
            }
            if (line == null || line.strip().equals("/end")) {
                send(socket, Map.of("type", "stop", "confirm", true));
                break;
            }
            if (!line.isBlank()) {
                listener.expectReply();
                send(socket, Map.of("type", "text", "text", line.strip()));
                listener.awaitReply();
            }
        }
        listener.awaitEnd();
        pings.interrupt();
        out.printf("%nSession %s has ended.%n", sessionId);
    }

    private synchronized void send(WebSocket socket, Map<String, ?> message) {
        socket.sendText(json.writeValueAsString(message), true).join();
    }

    private void report(String sessionId) {
        var deadline = System.nanoTime() + REPORT_WITHIN.toNanos();
        var report = api.get("/sessions/" + sessionId + "/feedback");
        while (report.path("status").asString("").equals("generating")) {
            if (System.nanoTime() > deadline) {
                throw new RehearsalException(
                        "The report is still being made; ask later: GET /v1/sessions/"
                                + sessionId
                                + "/feedback");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(300);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            report = api.get("/sessions/" + sessionId + "/feedback");
        }
        new ReportPrinter(out).print(report);
    }

    /** Prints what the patient says and the clock, and knows when a reply or the end has come. */
    private final class Listener implements WebSocket.Listener {

        private final StringBuilder partial = new StringBuilder();
        private final CountDownLatch end = new CountDownLatch(1);
        private volatile CountDownLatch reply = new CountDownLatch(0);
        private volatile boolean completed;

        void expectReply() {
            reply = new CountDownLatch(1);
        }

        void awaitReply() {
            await(reply, Duration.ofSeconds(6));
        }

        void awaitEnd() {
            if (!await(end, Duration.ofSeconds(10))) {
                throw new RehearsalException("The session did not end in time.");
            }
        }

        boolean isOver() {
            return end.getCount() == 0;
        }

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket socket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                var message = json.readTree(partial.toString());
                partial.setLength(0);
                receive(message);
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            if (!completed) {
                out.printf("[The stream was closed: %d %s]%n", code, reason);
            }
            end.countDown();
            reply.countDown();
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            out.println("The connection was lost.");
            end.countDown();
            reply.countDown();
        }

        private void receive(JsonNode message) {
            switch (message.path("type").asString("")) {
                case "response" -> {
                    if (message.path("final").asBoolean(true)) {
                        out.println("Patient: " + message.path("text").asString());
                        reply.countDown();
                    }
                }
                case "timer" -> {
                    var left = message.path("remainingSeconds").asInt();
                    if (left > 0 && (left % 60 == 0 || left == 30 || left == 10)) {
                        out.printf("[%d:%02d left]%n", left / 60, left % 60);
                    }
                }
                case "prompt" -> out.println("[" + message.path("text").asString() + "]");
                case "error" -> out.println("[" + message.path("message").asString() + "]");
                case "session_completed" -> {
                    completed = true;
                    end.countDown();
                    reply.countDown();
                }
                default -> {
                    // states, acknowledgements and audio quality are for screens
                }
            }
        }

        private boolean await(CountDownLatch latch, Duration time) {
            try {
                return latch.await(time.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
