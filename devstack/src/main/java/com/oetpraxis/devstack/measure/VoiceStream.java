package com.oetpraxis.devstack.measure;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A practice stream: sends sound in frames of 20 ms, each when its last sample is due, and keeps
 * what comes with the time at which it came.
 */
final class VoiceStream implements WebSocket.Listener {

    static final int RATE = 16_000;

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int FRAME = RATE / 50;
    private static final long FRAME_NANOS = 20_000_000;
    private static final Duration READY = Duration.ofSeconds(12);
    private static final Duration PING_EVERY = Duration.ofSeconds(20);

    private final StringBuilder partial = new StringBuilder();
    private final ConcurrentLinkedQueue<Seen> seen = new ConcurrentLinkedQueue<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final WebSocket socket;
    private final boolean hears;
    private long due;
    private long pingAt;

    /**
     * A message from the suite.
     *
     * @param at when it came, of {@link System#nanoTime}
     */
    record Seen(long at, JsonNode message) {

        boolean is(String type) {
            return message.path("type").asString("").equals(type);
        }

        boolean isState(String value) {
            return is("state") && message.path("value").asString("").equals(value);
        }

        boolean isTurn() {
            return is("transcript") && message.path("final").asBoolean(false);
        }
    }

    VoiceStream(HttpClient http, URI stream, String ticket) {
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
        long limit = System.nanoTime() + READY.toNanos();
        while (find("session_ready", 0) == null && System.nanoTime() < limit) {
            LockSupport.parkNanos(5_000_000);
        }
        var ready = find("session_ready", 0);
        hears = ready != null && ready.message.path("recogniser").isString();
        due = System.nanoTime();
    }

    /** Whether the suite has its speech models. */
    boolean hears() {
        return hears;
    }

    /** Sends sound in real time and tells when its first sample was due. */
    long play(short[] sound) {
        long start = due;
        for (int at = 0; at < sound.length; at += FRAME) {
            frame(sound, at);
        }
        return start;
    }

    /** Silence until something is so. */
    void hush(BooleanSupplier until) {
        var silence = new short[FRAME];
        while (!until.getAsBoolean()) {
            frame(silence, 0);
        }
    }

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
    void catchUp() {
        due = Math.max(due, System.nanoTime() - FRAME_NANOS);
    }

    /** Forgets what has come. */
    void forget() {
        seen.clear();
    }

    /** What has come since it was last forgotten, in order. */
    List<Seen> seen() {
        return List.copyOf(seen);
    }

    /** The first message of a type that came after a time. */
    @Nullable Seen find(String type, long after) {
        return seen.stream().filter(one -> one.at > after && one.is(type)).findFirst().orElse(null);
    }

    boolean isListening() {
        return seen.stream()
                .filter(one -> one.is("state"))
                .reduce((_, last) -> last)
                .filter(last -> last.isState("listening"))
                .isPresent();
    }

    /** How many errors came; each is sound that was dropped. */
    int refused() {
        return refused.get();
    }

    private synchronized void send(Map<String, ?> message) {
        socket.sendText(JSON.writeValueAsString(message), true).join();
    }

    /** The talk goes on without this stream. */
    void leave() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    /** The talk is over. */
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
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        long at = System.nanoTime();
        partial.append(data);
        if (last) {
            var message = new Seen(at, JSON.readTree(partial.toString()));
            partial.setLength(0);
            if (message.is("error")) {
                refused.incrementAndGet();
                System.err.println(message.message.path("message").asString(""));
            }
            seen.add(message);
        }
        from.request(1);
        return null;
    }
}
