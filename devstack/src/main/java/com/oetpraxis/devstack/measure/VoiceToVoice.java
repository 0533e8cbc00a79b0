package com.oetpraxis.devstack.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Talks with patients by voice in real time through the gateway and prints how long they take to
 * answer, from the last loud sample of the learner's line to the arrival of the patient's first
 * sound. Arguments: the folder of the lines, how many learners talk at once, how many lines each.
 *
 * <p>As the peer does: frames of 20 ms are sent when their last sample is due, silence between the
 * lines; a line starts half a second after the patient has ended; a turn that ended before its line
 * had is a cut-off.
 */
public final class VoiceToVoice {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int RATE = 16_000;
    private static final int FRAME = RATE / 50;
    private static final long FRAME_NANOS = 20_000_000;
    private static final Duration MODELS_LOADED = Duration.ofSeconds(90);
    private static final Duration ANSWERED = Duration.ofSeconds(12);
    private static final Duration REPLY_SPOKEN = Duration.ofSeconds(25);
    private static final Duration BETWEEN = Duration.ofMillis(500);
    private static final Duration PING_EVERY = Duration.ofSeconds(20);
    private static final Duration APART = Duration.ofMillis(1_700);
    private static final int LOUD = 300;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String baseUrl;
    private final List<Line> lines;

    private VoiceToVoice(String baseUrl, List<Line> lines) {
        this.baseUrl = baseUrl;
        this.lines = lines;
    }

    /** A voiced line: its samples and, in samples, where its sound ends. */
    private static final class Line {

        private final String text;
        private final short[] sound;
        private final int end;

        private Line(String text, short[] sound, int end) {
            this.text = text;
            this.sound = sound;
            this.end = end;
        }

        static Line read(Path folder, JsonNode entry) {
            try {
                byte[] file = Files.readAllBytes(folder.resolve(entry.path("file").asString()));
                var samples = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
                samples.position(44);
                var sound = new short[samples.remaining() / 2];
                samples.asShortBuffer().get(sound);
                int end = sound.length;
                while (end > 0 && Math.abs(sound[end - 1]) < LOUD) {
                    end--;
                }
                return new Line(entry.path("text").asString(), sound, end);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** One line as it went: times in ms from the end of its sound, NaN where nothing came. */
    private record Row(String text, String heard, double turnEnd, double answer, boolean early) {

        double afterDecision() {
            return answer - turnEnd;
        }
    }

    static void main(String[] args) throws Exception {
        var home = Path.of(System.getenv("PRAXIS_HOME"));
        var demo = JSON.readTree(Files.readString(home.resolve("demo.json")));
        var folder = Path.of(args[0]);
        var lines = new ArrayList<Line>();
        for (var entry : JSON.readTree(Files.readString(folder.resolve("lines.json")))) {
            lines.add(Line.read(folder, entry));
        }
        var bench = new VoiceToVoice(demo.path("baseUrl").asString(), List.copyOf(lines));
        var suite =
                ProcessHandle.of(
                                Long.parseLong(
                                        Files.readString(home.resolve("run/devstack.pid")).strip()))
                        .orElseThrow();
        bench.measure(Integer.parseInt(args[1]), Integer.parseInt(args[2]), suite);
        System.exit(0);
    }

    private void measure(int learners, int each, ProcessHandle suite)
            throws InterruptedException, ExecutionException {
        var talks = new ArrayList<Talk>();
        for (int i = 0; i < learners; i++) {
            talks.add(connect());
        }
        talks.getFirst().warmUp(lines.getFirst());
        var rows = new ArrayList<Row>();
        double spentBefore = seconds(suite);
        long began = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(learners)) {
            var all = new ArrayList<Future<List<Row>>>();
            for (int i = 0; i < learners; i++) {
                var talk = talks.get(i);
                int number = i;
                all.add(threads.submit(() -> talk.all(number, each)));
            }
            for (var one : all) {
                rows.addAll(one.get());
            }
        }
        double minutes = (System.nanoTime() - began) / 60e9;
        double spent = seconds(suite) - spentBefore;
        int dropped = talks.stream().mapToInt(talk -> talk.refused.get()).sum();
        talks.forEach(Talk::end);

        var name = learners == 1 ? "voice to voice" : learners + " at once, voice to voice";
        var answers = sorted(rows.stream().mapToDouble(Row::answer).boxed().toList());
        print(name + ", p50", quantile(answers, 0.5), "ms");
        print(name + ", p90", quantile(answers, 0.9), "ms");
        print(name + ", p95", quantile(answers, 0.95), "ms");
        print(name + ", worst", quantile(answers, 1), "ms");
        var decided = sorted(rows.stream().mapToDouble(Row::afterDecision).boxed().toList());
        print("  of it after the decision, p50", quantile(decided, 0.5), "ms");
        print("  of it after the decision, p95", quantile(decided, 0.95), "ms");
        print("  lines", rows.size(), "");
        print("  unanswered", rows.size() - answers.size(), "");
        print("  cut off before their end", (double) rows.stream().filter(Row::early).count(), "");
        print("  words wrong", wordsWrong(rows), "%");
        print("  notices of sound that was dropped", dropped, "");
        print("  processor seconds a session minute", spent / minutes / learners, "s");
        if (learners == 1) {
            for (var row : rows) {
                System.out.printf(
                        "    %5.0f ms%s  %s | %s%n",
                        row.answer, row.early ? " early" : "", row.text, row.heard);
            }
        }
    }

    /** Processor seconds of the suite: the launcher and all its descendants. */
    private static double seconds(ProcessHandle suite) {
        return Stream.concat(Stream.of(suite), suite.descendants())
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .mapToDouble(spent -> spent.toMillis() / 1e3)
                .sum();
    }

    private static void print(String figure, double value, String unit) {
        System.out.printf("%-46s %8.1f %s%n", figure, value, unit);
    }

    private static List<Double> sorted(List<Double> values) {
        var known = new ArrayList<>(values.stream().filter(value -> !value.isNaN()).toList());
        Collections.sort(known);
        return known;
    }

    private static double quantile(List<Double> sorted, double q) {
        return sorted.isEmpty()
                ? Double.NaN
                : sorted.get(Math.max(0, (int) Math.ceil(q * sorted.size()) - 1)); // nearest rank
    }

    private static double wordsWrong(List<Row> rows) {
        int errors = 0;
        int words = 0;
        for (var row : rows) {
            var said = words(row.text);
            errors += distance(said, words(row.heard));
            words += said.size();
        }
        return 100.0 * errors / words;
    }

    private static List<String> words(String text) {
        return Arrays.stream(
                        text.toLowerCase(Locale.ROOT)
                                .replaceAll("[^a-z' ]", " ")
                                .strip()
                                .split(" +", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static int distance(List<String> said, List<String> heard) {
        var row = new int[heard.size() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= said.size(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int above = row[j];
                int same = said.get(i - 1).equals(heard.get(j - 1)) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j] + 1, row[j - 1] + 1), diagonal + same);
                diagonal = above;
            }
        }
        return row[heard.size()];
    }

    /** Registers a nurse and opens a stream on the first card, once the models are loaded. */
    private Talk connect() throws InterruptedException {
        var email = "bench-" + UUID.randomUUID() + "@example.test";
        var password = "Bench-" + UUID.randomUUID();
        var registered =
                call(
                        "",
                        "/auth/register",
                        Map.of(
                                "email",
                                email,
                                "password",
                                password,
                                "fullName",
                                "Bench Nurse",
                                "profession",
                                "nurse",
                                "acceptTerms",
                                true));
        call(
                "",
                "/auth/verify-email",
                Map.of("token", registered.path("verificationToken").asString()));
        var token =
                call("", "/auth/login", Map.of("email", email, "password", password))
                        .path("accessToken")
                        .asString();
        var card = call(token, "/sessions/scenarios", null).path("scenarios").get(0);
        var session =
                call(token, "/sessions/create", Map.of("scenarioId", card.path("id").asString()));
        var path = "/sessions/" + session.path("sessionId").asString();
        long limit = System.nanoTime() + MODELS_LOADED.toNanos();
        while (true) {
            var ticket = call(token, path + "/ticket", Map.of()).path("ticket").asString();
            var talk = new Talk(URI.create(session.path("websocketUrl").asString()), ticket);
            if (talk.hears) {
                return talk;
            }
            talk.leave();
            if (System.nanoTime() > limit) {
                throw new IllegalStateException("The suite has no speech models: see make voice.");
            }
            Thread.sleep(1_000);
        }
    }

    private JsonNode call(String token, String path, @Nullable Object body) {
        var request =
                HttpRequest.newBuilder(URI.create(baseUrl + "/v1" + path))
                        .header("Content-Type", "application/json");
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        request.method(
                body == null ? "GET" : "POST",
                body == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        try {
            var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 400) {
                throw new IllegalStateException(
                        path + " answered " + response.statusCode() + " " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** One learner's stream. */
    private final class Talk implements WebSocket.Listener {

        private record Seen(long at, JsonNode message) {}

        private final StringBuilder partial = new StringBuilder();
        private final ConcurrentLinkedQueue<Seen> seen = new ConcurrentLinkedQueue<>();
        private final WebSocket socket;
        private final boolean hears;
        private long due;
        private long pingAt;
        private final AtomicInteger refused = new AtomicInteger();

        Talk(URI stream, String ticket) {
            socket =
                    http.newWebSocketBuilder()
                            .buildAsync(URI.create(stream + "?ticket=" + ticket), this)
                            .join();
            send(
                    Map.of(
                            "type",
                            "session_start",
                            "audioFormat",
                            Map.of("encoding", "pcm_s16le", "sampleRate", RATE, "channels", 1)));
            long limit = System.nanoTime() + ANSWERED.toNanos();
            while (find("session_ready", 0) == null && System.nanoTime() < limit) {
                LockSupport.parkNanos(5_000_000);
            }
            var ready = find("session_ready", 0);
            hears = ready != null && ready.message.path("recogniser").isString();
            due = System.nanoTime();
        }

        /** Not counted: the first turn compiles and loads. */
        void warmUp(Line line) {
            say(line);
        }

        List<Row> all(int number, int each) {
            catchUp();
            long start = System.nanoTime() + number * APART.toNanos();
            hush(() -> System.nanoTime() > start);
            var rows = new ArrayList<Row>();
            for (int i = 0; i < each; i++) {
                rows.add(say(lines.get((i + 3 * number) % lines.size())));
            }
            return rows;
        }

        private Row say(Line line) {
            seen.clear();
            catchUp();
            long start = due;
            for (int at = 0; at < line.sound.length; at += FRAME) {
                frame(line.sound, at);
            }
            long end = start + line.end * 1_000_000_000L / RATE;
            hush(() ->
                    find("tts_chunk", end) != null || System.nanoTime() > end + ANSWERED.toNanos());
            long spoken = System.nanoTime() + REPLY_SPOKEN.toNanos();
            hush(() -> isListening() || System.nanoTime() > spoken);
            long pause = System.nanoTime() + BETWEEN.toNanos();
            hush(() -> System.nanoTime() > pause);

            var answer = find("tts_chunk", end);
            var heard = new StringBuilder();
            double turnEnd = Double.NaN;
            boolean early = false;
            for (var one : seen) {
                if (isTurn(one.message)) {
                    heard.append(one.message.path("text").asString()).append(' ');
                } else if (isState(one.message, "processing") && one.at < end) {
                    early = true;
                } else if (isState(one.message, "processing") && Double.isNaN(turnEnd)) {
                    turnEnd = (one.at - end) / 1e6;
                }
            }
            return new Row(
                    line.text,
                    heard.toString().strip(),
                    turnEnd,
                    answer == null ? Double.NaN : (answer.at - end) / 1e6,
                    early);
        }

        /** Silence until something is so. */
        private void hush(BooleanSupplier until) {
            var silence = new short[FRAME];
            while (!until.getAsBoolean()) {
                frame(silence, 0);
            }
        }

        /** Sends the frame when its last sample is due. */
        private void frame(short[] sound, int at) {
            if (due > pingAt) {
                pingAt = due + PING_EVERY.toNanos();
                send(Map.of("type", "ping"));
            }
            due += FRAME_NANOS;
            long wait = due - System.nanoTime();
            if (wait > 0) {
                LockSupport.parkNanos(wait);
            }
            var bytes = ByteBuffer.allocate(2 * FRAME).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = at; i < Math.min(at + FRAME, sound.length); i++) {
                bytes.putShort(sound[i]);
            }
            bytes.position(0).limit(2 * FRAME);
            synchronized (this) {
                socket.sendBinary(bytes, true).join();
            }
        }

        /** A pause of this program is no burst of sound. */
        private void catchUp() {
            due = Math.max(due, System.nanoTime() - FRAME_NANOS);
        }

        private boolean isListening() {
            var last = new Seen[1];
            seen.stream()
                    .filter(one -> one.message.path("type").asString("").equals("state"))
                    .forEach(one -> last[0] = one);
            return last[0] != null && isState(last[0].message, "listening");
        }

        private @Nullable Seen find(String type, long after) {
            Predicate<Seen> fits =
                    one -> one.at > after && one.message.path("type").asString("").equals(type);
            return seen.stream().filter(fits).findFirst().orElse(null);
        }

        private static boolean isState(JsonNode message, String value) {
            return message.path("type").asString("").equals("state")
                    && message.path("value").asString("").equals(value);
        }

        private static boolean isTurn(JsonNode message) {
            return message.path("type").asString("").equals("transcript")
                    && message.path("final").asBoolean(false);
        }

        private synchronized void send(Map<String, ?> message) {
            socket.sendText(JSON.writeValueAsString(message), true).join();
        }

        void leave() {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        }

        void end() {
            if (!socket.isOutputClosed()) { // the patient may have closed the talk
                send(Map.of("type", "stop", "confirm", true));
            }
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            System.err.println("The stream was closed: " + code + " " + reason);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket from, CharSequence data, boolean last) {
            long at = System.nanoTime();
            partial.append(data);
            if (last) {
                var message = JSON.readTree(partial.toString());
                partial.setLength(0);
                if (message.path("type").asString("").equals("error")) {
                    refused.incrementAndGet();
                    System.err.println(message.path("message").asString(""));
                }
                seen.add(new Seen(at, message));
            }
            from.request(1);
            return null;
        }
    }
}
