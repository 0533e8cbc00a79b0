package com.oetpraxis.realtime.stream;

import com.oetpraxis.realtime.audio.Sounds;
import com.oetpraxis.realtime.audio.VoiceActivityDetectors;
import com.oetpraxis.realtime.endofturn.EndOfTurnDetector;
import com.oetpraxis.realtime.patient.StandInPatients;
import com.oetpraxis.realtime.ticket.RedisAway;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Plays a recorded sequence of a client's messages through a real stream, with a stand-in for
 * ai-service, in virtual time; what comes of it is one line for each message, with its time.
 *
 * <p>A recording is JSON, a line each. The first is the script of {@link StandInPatients}. The
 * others have their time in {@code at} (milliseconds) and one of: {@code connect} (a {@code
 * session_start}; frames of 20 ms follow until the connection ends), {@code send} (any message of a
 * client), {@code frame} (a recorded binary frame, Base64), {@code voice} (the microphone hears a
 * voice for so many milliseconds), {@code drop} (the connection breaks), {@code ai: lost}, {@code
 * end}.
 */
final class Replay {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int RATE = 16_000;
    private static final int FRAME_MS = 20;
    private static final int PULSE_MS = 10;

    private final VirtualTime time = new VirtualTime();
    private final List<String> lines = new ArrayList<>();
    private final ReplayedSession session = new ReplayedSession(time, line -> log("session", line));
    private final StandInPatients patients;
    private final StreamServices services;
    private final LiveStreams streams;
    private final List<JsonNode> recording;
    private final short[] heard;
    private final short[] noise = Sounds.noise(0.0005, 1_000, RATE, 5);
    private @Nullable LiveStream stream;
    private long micFrom;
    private boolean hearing;

    private Replay(List<JsonNode> recording) {
        this.recording = recording;
        this.patients =
                new StandInPatients(recording.getFirst(), time::later, line -> log("ai", line));
        var properties =
                new StreamProperties(
                        "http://localhost:8000",
                        List.of(),
                        Duration.ofSeconds(90),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(10));
        var meters = new SimpleMeterRegistry();
        var metrics = new StreamMetrics(meters);
        var admission = new Admission(session, RedisAway.tickets(), Replay::token, properties);
        var endOfTurn = new EndOfTurnDetector(null, meters);
        var detectors = VoiceActivityDetectors.choose();
        var presence = new Presence(RedisAway.template());
        this.services =
                new StreamServices(
                        admission,
                        session,
                        patients,
                        detectors,
                        endOfTurn,
                        presence,
                        metrics,
                        JSON,
                        time,
                        properties,
                        time);
        this.streams =
                new LiveStreams(
                        admission,
                        session,
                        patients,
                        detectors,
                        endOfTurn,
                        presence,
                        metrics,
                        JSON,
                        time,
                        properties,
                        meters);
        this.heard = sound();
        schedule();
    }

    /** What comes of a recording. */
    static String of(String jsonLines) {
        var recording =
                jsonLines.lines().filter(line -> !line.isBlank()).map(JSON::readTree).toList();
        var replay = new Replay(recording);
        replay.playUntil(replay.endMs());
        return replay.told();
    }

    /** A recording that is played bit by bit. */
    static Replay begun(String jsonLines) {
        return new Replay(
                jsonLines.lines().filter(line -> !line.isBlank()).map(JSON::readTree).toList());
    }

    static Jwt token(String value) {
        return Jwt.withTokenValue(value)
                .header("alg", "none")
                .subject(ReplayedSession.LEARNER.toString())
                .claim("role", "user")
                .claim("sid", ReplayedSession.ID.toString())
                .issuedAt(Instant.EPOCH)
                .build();
    }

    private short[] sound() {
        int end = (int) recording.getLast().path("at").asLong();
        short[] sound = new short[(end + 1_000) * RATE / 1_000];
        for (JsonNode step : recording) {
            if (step.has("voice")) {
                short[] voice = Sounds.voice(0.4, step.path("voice").asInt(), RATE);
                int at = (int) step.path("at").asLong() * RATE / 1_000;
                System.arraycopy(voice, 0, sound, at, voice.length);
            }
        }
        return sound;
    }

    private void schedule() {
        for (JsonNode step : recording.subList(1, recording.size())) {
            time.at(step.path("at").asLong(), () -> does(step));
        }
        for (long at = 0; at <= endMs(); at += PULSE_MS) {
            time.at(at, this::pulse);
        }
        for (long at = FRAME_MS; at <= endMs(); at += FRAME_MS) {
            long until = at;
            time.at(at, () -> hear(until));
        }
    }

    long endMs() {
        return recording.getLast().path("at").asLong();
    }

    void playUntil(long ms) {
        time.runUntil(ms);
    }

    /** What has come of it so far. */
    String told() {
        return String.join("\n", lines) + "\n";
    }

    /** The connection as it stands. */
    LiveStream current() {
        if (stream == null) {
            throw new IllegalStateException("the recording has no connection here");
        }
        return stream;
    }

    /** What the microphone hears, at 16 kHz. */
    short[] microphone() {
        return heard;
    }

    private void pulse() {
        if (stream != null) {
            stream.pulse(time.millis());
        }
    }

    private void hear(long until) {
        if (stream == null || !hearing || until <= micFrom) {
            return;
        }
        int from = (int) (until - FRAME_MS) * RATE / 1_000;
        short[] frame = Arrays.copyOfRange(heard, from, from + FRAME_MS * RATE / 1_000);
        for (int i = 0; i < frame.length; i++) {
            frame[i] += noise[(from + i) % noise.length];
        }
        stream.binary(Sounds.bytes(frame));
    }

    private void does(JsonNode step) {
        if (step.has("connect")) {
            connect(step.path("connect"));
        } else if (step.has("send")) {
            log("client", step.path("send").toString());
            current().text(step.path("send").toString());
        } else if (step.has("frame")) {
            current().binary(Base64.getDecoder().decode(step.path("frame").asString()));
        } else if (step.has("drop")) {
            log("client", "drops");
            hearing = false;
            current().disconnected();
        } else if (step.has("ai")) {
            log("ai", "is killed");
            patients.breakLines();
        } else if (step.has("voice")) {
            log("client", "speaks for " + step.path("voice").asInt() + " ms");
        }
    }

    private void connect(JsonNode start) {
        log("client", "connects");
        var socket =
                RecordedSocket.of(
                        URI.create("/v1/sessions/" + ReplayedSession.ID + "/stream?token=t"),
                        message -> log("server", told(message)),
                        status -> log("server", "closes " + status.getCode()));
        stream = new LiveStream(services, streams, socket);
        stream.open();
        stream.text(start.toString());
        hearing = true;
        micFrom = time.elapsed();
    }

    /** A message as it is recorded: sound by its length and checksum. */
    private static String told(String message) {
        if (JSON.readTree(message) instanceof ObjectNode node && node.has("data")) {
            byte[] sound = Base64.getDecoder().decode(node.path("data").asString());
            var sum = new CRC32();
            sum.update(sound);
            node.put("data", sound.length + " bytes " + Long.toHexString(sum.getValue()));
            return node.toString();
        }
        return message;
    }

    private void log(String who, String line) {
        if (!line.contains("\"type\":\"timer\"")) {
            lines.add(time.elapsed() + " " + who + " " + line);
        }
    }

    /** The recording of this name among the test resources. */
    static String recording(String name) {
        try (var in = Replay.class.getResourceAsStream("/replay/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException(name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
