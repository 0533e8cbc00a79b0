package com.oetpraxis.realtime.patient;

import com.oetpraxis.realtime.session.StoredTurn;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An ai-service with a recogniser and a speaker that know beforehand what they will hear and say,
 * and take as long for it as the script says. Behind a real {@link LivePatientLine}.
 *
 * <p>The script: {@code hears} has for each {@code utterance/stretch} its {@code text}, how many
 * {@code ms} of sound it takes, and how long the answer {@code takesMs} if not {@code
 * recogniserMs}, {@code hearsElse} the same for all others; of an interim question as many words
 * are understood as its sound holds. {@code replies} are the patient's lines in order, after {@code
 * patientMs}; each sentence is spoken after {@code voiceMs}, 50 ms a letter.
 */
public final class StandInPatients implements PatientConnector {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int RATE = 8_000;
    private static final int LEAD_MS = 400;
    private static final int CONNECT_MS = 5;

    private final JsonNode script;
    private final BiConsumer<Runnable, Duration> later;
    private final Consumer<String> log;
    private final AtomicInteger replied = new AtomicInteger();
    private final Map<Integer, String> given = new LinkedHashMap<>();
    private final List<Line> lines = new ArrayList<>();

    /**
     * @param later runs an action after a while
     * @param log told everything that is asked of the stand-in
     */
    public StandInPatients(
            JsonNode script, BiConsumer<Runnable, Duration> later, Consumer<String> log) {
        this.script = script;
        this.later = later;
        this.log = log;
    }

    @Override
    public PatientLine open(
            Casting casting, Supplier<List<StoredTurn>> turns, PatientListener listener) {
        var properties =
                new PatientProperties(
                        List.of(URI.create("http://stand-in")),
                        Duration.ofMillis(2_500),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(1));
        var transport =
                new LineTransport() {
                    @Override
                    public Connection connect(Receiver receiver) {
                        var line = new Line(receiver);
                        lines.add(line);
                        after(CONNECT_MS, () -> receiver.connected(line));
                        return line;
                    }

                    @Override
                    public void later(Runnable action, Duration delay) {
                        later.accept(action, delay);
                    }
                };
        var line = new LivePatientLine(transport, properties, JSON, casting, turns, listener);
        line.connect();
        return line;
    }

    /** Every line breaks, as when the process is killed. */
    public void breakLines() {
        for (Line line : List.copyOf(lines)) {
            line.dead = true;
            line.receiver.lost(new IllegalStateException("killed"));
        }
        lines.clear();
    }

    private void after(long ms, Runnable action) {
        later.accept(action, Duration.ofMillis(ms));
    }

    private final class Line implements LineTransport.Connection {

        private final LineTransport.Receiver receiver;
        private final Set<Integer> cancelled = new HashSet<>();
        private boolean dead;

        Line(LineTransport.Receiver receiver) {
            this.receiver = receiver;
        }

        private void answer(long ms, Map<String, Object> message) {
            after(
                    ms,
                    () -> {
                        if (!dead) {
                            receiver.text(JSON.writeValueAsString(message));
                        }
                    });
        }

        @Override
        public void send(String text) {
            JsonNode message = JSON.readTree(text);
            String type = message.path("type").asString("");
            int turn = message.path("turn").asInt(0);
            log.accept(
                    type.equals("open")
                            ? "open with " + message.path("turns").size() + " turns"
                            : text);
            switch (type) {
                case "open" -> {
                    var opened = new LinkedHashMap<String, Object>();
                    opened.put("type", "opened");
                    opened.put("recogniser", "stand-in");
                    opened.put(
                            "speaker",
                            Map.of("name", "Stand-in", "gender", "female", "sampleRate", RATE));
                    answer(CONNECT_MS, opened);
                }
                case "turn" -> reply(turn + 1, nextReply(turn + 1), false);
                case "silence" -> reply(turn, "Are you still there?", true);
                case "time_up" -> reply(turn, "I have to go now.", true);
                case "cancel" -> cancelled.add(turn);
                default -> {}
            }
        }

        private String nextReply(int turn) {
            return given.computeIfAbsent(
                    turn,
                    _ -> {
                        JsonNode replies = script.path("replies");
                        return replies.path(replied.getAndIncrement() % replies.size())
                                .asString("");
                    });
        }

        private void reply(int turn, String text, boolean prompted) {
            var reply = new LinkedHashMap<String, Object>();
            reply.put("type", "reply");
            reply.put("turn", turn);
            reply.put("text", text);
            reply.put("prompted", prompted);
            reply.put("closing", false);
            reply.put("engineVersion", "stand-in");
            reply.put("stageMs", Map.of("patient", script.path("patientMs").asInt(5)));
            long at = script.path("patientMs").asInt(5);
            answer(at, reply);
            String[] sentences = text.split("(?<=[.?!]) ", -1);
            for (int i = 0; i < sentences.length; i++) {
                at += script.path("voiceMs").asInt(100);
                int sentence = i;
                boolean last = i == sentences.length - 1;
                after(at, () -> speak(turn, sentence, sentences[sentence], last));
            }
        }

        private void speak(int turn, int sentence, String text, boolean last) {
            if (dead || cancelled.contains(turn)) {
                return;
            }
            int samples = text.length() * 50 * RATE / 1_000;
            receiver.text(
                    JSON.writeValueAsString(
                            Map.of(
                                    "type",
                                    "speech",
                                    "turn",
                                    turn,
                                    "sentence",
                                    sentence,
                                    "text",
                                    text,
                                    "samples",
                                    samples)));
            for (int from = 0; from < samples; from += RATE / 10) {
                int count = Math.min(RATE / 10, samples - from);
                boolean end = from + count == samples;
                var frame = ByteBuffer.allocate(6 + 2 * count);
                frame.put((byte) 2).put((byte) ((end ? 1 : 0) + (end && last ? 2 : 0)));
                frame.putInt(turn).order(ByteOrder.LITTLE_ENDIAN);
                for (int i = 0; i < count; i++) {
                    frame.putShort((short) (1_000 + (from + i) % 500));
                }
                receiver.binary(frame.array());
            }
        }

        @Override
        public void send(byte[] frame) {
            var buffer = ByteBuffer.wrap(frame);
            buffer.get();
            boolean isFinal = buffer.get() == 1;
            int stretch = buffer.getInt();
            int utterance = buffer.getInt();
            long ms = (frame.length - 10L) / 32;
            java.util.Arrays.fill(frame, (byte) 0);
            log.accept(
                    "recognise "
                            + utterance
                            + "/"
                            + stretch
                            + (isFinal ? " final " : " interim ")
                            + ms
                            + " ms");
            JsonNode known = script.path("hears").path(utterance + "/" + stretch);
            JsonNode heard = known.isMissingNode() ? script.path("hearsElse") : known;
            String text = understood(heard, ms, isFinal);
            long takes = heard.path("takesMs").asInt(script.path("recogniserMs").asInt(60));
            if (takes > 2_000 && isFinal) {
                answer(2_000, Map.of("type", "notice", "code", "recogniser_busy"));
            }
            var words = new ArrayList<Map<String, Object>>();
            double start = LEAD_MS / 1_000.0;
            for (String word : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
                words.add(
                        Map.of(
                                "word",
                                word,
                                "start",
                                start,
                                "end",
                                start + 0.25,
                                "confidence",
                                0.9,
                                "source",
                                "estimated"));
                start += 0.3;
            }
            var transcript = new LinkedHashMap<String, @Nullable Object>();
            transcript.put("type", "transcript");
            transcript.put("utterance", utterance);
            transcript.put("stretch", stretch);
            transcript.put("final", isFinal);
            transcript.put("text", text);
            transcript.put("confidence", 0.9);
            transcript.put("words", words);
            transcript.put("stageMs", Map.of("queue", 0, "recogniser", takes));
            after(
                    takes,
                    () -> {
                        if (!dead) {
                            receiver.text(JSON.writeValueAsString(transcript));
                        }
                    });
        }

        private String understood(JsonNode heard, long ms, boolean isFinal) {
            String text = heard.path("text").asString("");
            if (isFinal || text.isEmpty()) {
                return text;
            }
            String[] words = text.split(" ", -1);
            long spoken = Math.max(0, ms - LEAD_MS);
            int count =
                    (int)
                            Math.min(
                                    words.length,
                                    words.length * spoken / heard.path("ms").asInt(1_000));
            return String.join(" ", List.of(words).subList(0, count));
        }

        @Override
        public void close() {
            dead = true;
        }

        @Override
        public void abort() {
            dead = true;
        }
    }
}
