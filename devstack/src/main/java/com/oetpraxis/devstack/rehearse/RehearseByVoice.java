package com.oetpraxis.devstack.rehearse;

import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Talks with the patient of one card through the machine's microphone and speaker until the card's
 * time is over, or sends a recording in real time and writes the patient's voice to a file.
 *
 * <p>Arguments: the demo sign-in (empty for the paid nurse), words of the card's title (empty for
 * the first card), the recording (empty for the microphone), the file for the patient's voice. Exit
 * codes: 0 at the end of the talk, 1 when the suite, the microphone or the recording cannot be
 * used.
 */
public final class RehearseByVoice {

    private static final Duration AFTER_THE_RECORDING = Duration.ofSeconds(60);
    private static final Duration MODELS_LOADED = Duration.ofSeconds(20);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(10);
    private static final Duration QUIET_ENDS = Duration.ofSeconds(6);

    private final PrintStream out;
    private final HttpClient http;
    private final JsonMapper json;
    private final Speaker speaker;
    private final CountDownLatch ready = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile boolean listening;
    private volatile long changedAt = System.nanoTime();

    private RehearseByVoice(PrintStream out, HttpClient http, JsonMapper json, Speaker speaker) {
        this.out = out;
        this.http = http;
        this.json = json;
        this.speaker = speaker;
    }

    static void main(String[] args) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var json = JsonMapper.shared();
        try (var http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(3))
                        .build()) {
            var demo = Rehearse.demo(json);
            var api = new Api(demo.path("baseUrl").asString("http://localhost:8000"), http, json);
            var signIn = Rehearse.signIn(demo, argument(args, 0));
            api.signIn(signIn.path("email").asString(), signIn.path("password").asString());
            String file = argument(args, 2);
            try (var microphone =
                            file.isEmpty()
                                    ? Microphone.ofMachine()
                                    : Microphone.ofFile(Path.of(file));
                    var speaker =
                            file.isEmpty()
                                    ? Speaker.ofMachine()
                                    : Speaker.toFile(Path.of(argument(args, 3)))) {
                new RehearseByVoice(out, http, json, speaker)
                        .play(api, argument(args, 1), microphone);
            }
            if (!file.isEmpty()) {
                out.println("The patient's voice is in " + argument(args, 3) + ".");
            }
        } catch (RehearsalException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        System.exit(0);
    }

    private static String argument(String[] args, int index) {
        return args.length > index ? args[index].strip() : "";
    }

    private void play(Api api, String title, Microphone microphone) {
        var card = card(api, title);
        var created =
                api.post("/sessions/create", Map.of("scenarioId", card.path("id").asString()));
        var sessionId = created.path("sessionId").asString();
        var candidate = created.path("scenario").path("candidateCard");
        out.printf("%n%s%n", card.path("title").asString());
        out.println(candidate.path("setting").asString(""));
        candidate.path("tasks").forEach(task -> out.println("  - " + task.asString()));
        var ticket = api.post("/sessions/" + sessionId + "/ticket", null).path("ticket").asString();
        talk(created.path("websocketUrl").asString() + "?ticket=" + ticket, microphone);
        out.printf("%nSession %s has ended. What was said:%n", sessionId);
        for (var turn : api.get("/sessions/" + sessionId + "/transcript").path("turns")) {
            out.printf("  %s: %s%n", turn.path("speaker").asString(), turn.path("text").asString());
        }
    }

    private static JsonNode card(Api api, String title) {
        for (var card : api.get("/sessions/scenarios?limit=50").path("scenarios")) {
            if (card.path("title").asString().contains(title)) {
                return card;
            }
        }
        throw new RehearsalException("There is no card for this profession named " + title + ".");
    }

    private void talk(String url, Microphone microphone) {
        var socket =
                http.newWebSocketBuilder()
                        .connectTimeout(Duration.ofSeconds(5))
                        .buildAsync(URI.create(url), new Listener())
                        .join();
        send(
                socket,
                Map.of(
                        "type",
                        "session_start",
                        "clientVersion",
                        "rehearse-voice/1",
                        "audioFormat",
                        Map.of(
                                "encoding",
                                "pcm_s16le",
                                "sampleRate",
                                microphone.rate(),
                                "channels",
                                1)));
        if (!comes(ready, MODELS_LOADED)) {
            send(socket, Map.of("type", "stop", "confirm", true));
            throw new RehearsalException(
                    "Nobody can listen in this suite: run make voice, then make run again.");
        }
        out.printf("%nYou speak first. Headphones keep the patient out of your microphone.%n%n");
        long pingAt = System.nanoTime();
        long overAt = Long.MAX_VALUE;
        while (end.getCount() > 0) {
            byte[] frame = microphone.frame();
            if (frame.length == 0) {
                break;
            }
            socket.sendBinary(ByteBuffer.wrap(frame), true).join();
            if (System.nanoTime() > pingAt) {
                pingAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
                send(socket, Map.of("type", "ping"));
            }
            if (microphone instanceof Microphone.Recording recording && recording.isOver()) {
                long now = System.nanoTime();
                overAt = overAt == Long.MAX_VALUE ? now : overAt;
                boolean quiet = listening && now - changedAt > QUIET_ENDS.toNanos();
                if ((quiet && now - overAt > QUIET_ENDS.toNanos())
                        || now - overAt > AFTER_THE_RECORDING.toNanos()) {
                    break;
                }
            }
        }
        if (end.getCount() > 0) {
            send(socket, Map.of("type", "stop", "confirm", true));
            if (!comes(end, ENDS_WITHIN)) {
                throw new RehearsalException("The stream did not answer in time.");
            }
        }
    }

    private synchronized void send(WebSocket socket, Map<String, ?> message) {
        socket.sendText(json.writeValueAsString(message), true).join();
    }

    private static boolean comes(CountDownLatch latch, Duration time) {
        try {
            return latch.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RehearsalException("Interrupted.");
        }
    }

    /** Plays and prints what comes. */
    private final class Listener implements WebSocket.Listener {

        private final StringBuilder partial = new StringBuilder();

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
            if (code != 1000) {
                out.printf("[The stream was closed: %d %s]%n", code, reason);
            }
            over();
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            out.println("[The connection was lost.]");
            over();
        }

        private void over() {
            ready.countDown();
            end.countDown();
        }

        private void receive(JsonNode message) {
            switch (message.path("type").asString("")) {
                case "session_ready", "abilities" -> {
                    if (message.path("recogniser").isString()) {
                        ready.countDown();
                    } else {
                        out.println("[Nobody listens yet; waiting for the speech models.]");
                    }
                }
                case "tts_chunk" -> {
                    speaker.play(
                            Base64.getDecoder().decode(message.path("data").asString()),
                            message.path("format").path("sampleRate").asInt());
                    changedAt = System.nanoTime();
                }
                case "interrupted" -> {
                    speaker.stop();
                    out.println("[You interrupted.]");
                }
                case "transcript" -> {
                    if (message.path("final").asBoolean(false)) {
                        out.println("You: " + message.path("text").asString());
                    }
                }
                case "response" -> {
                    if (message.path("final").asBoolean(false)) {
                        out.println("Patient: " + message.path("text").asString());
                    }
                }
                case "state" -> {
                    listening = message.path("value").asString().equals("listening");
                    changedAt = System.nanoTime();
                }
                case "guidance", "error" ->
                        out.println("[" + message.path("message").asString() + "]");
                default -> {
                    // the clock, interim words and the quality are for screens
                }
            }
        }
    }
}
