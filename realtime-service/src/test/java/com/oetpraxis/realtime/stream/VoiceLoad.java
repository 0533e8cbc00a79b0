package com.oetpraxis.realtime.stream;

import com.oetpraxis.realtime.audio.Sounds;
import com.oetpraxis.realtime.audio.VoiceActivityDetectors;
import com.oetpraxis.realtime.endofturn.EndOfTurnDetector;
import com.oetpraxis.realtime.patient.StandInPatients;
import com.oetpraxis.realtime.ticket.RedisAway;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.springframework.security.oauth2.jwt.Jwt;
import tools.jackson.databind.json.JsonMapper;

/**
 * Many learners who talk at once, in real time, through real streams with libfvad and with
 * stand-ins that answer at once: {@code VoiceLoad [sessions] [seconds] [frameMs]}. Prints how many
 * frames were dropped, our own share of a turn (from the decision that it is over to the first
 * sound), the processor time and what other programs took of the machine meanwhile; the first third
 * warms up and does not count for the share. The sockets and ai-service are in the same process and
 * cost nothing.
 */
final class VoiceLoad {

    private static final int RATE = 16_000;
    private static final int TALK_MS = 2_000;
    private static final int CYCLE_MS = 6_000;
    private static final String SCRIPT =
            """
            {"recogniserMs":0,"patientMs":0,"voiceMs":0,
             "hearsElse":{"text":"How are you feeling today?","ms":2000},
             "replies":["It hurts when I walk upstairs."]}
            """;

    private VoiceLoad() {}

    /** One learner's end. */
    private static final class Learner {
        private final ConcurrentLinkedQueue<Long> shares;
        private volatile long decidedAt;
        private volatile boolean ready;

        Learner(ConcurrentLinkedQueue<Long> shares) {
            this.shares = shares;
        }

        void sent(String message) {
            if (message.contains("\"session_ready\"")) {
                ready = true;
            } else if (message.contains("\"value\":\"processing\"")) {
                decidedAt = System.nanoTime();
            } else if (decidedAt != 0 && message.contains("\"tts_chunk\"")) {
                shares.add(System.nanoTime() - decidedAt);
                decidedAt = 0;
            }
        }
    }

    public static void main(String[] arguments) throws Exception {
        int sessions = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 300;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 30;
        int frameMs = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 20;
        var clock = Clock.systemUTC();
        var timer = Executors.newScheduledThreadPool(1);
        var properties =
                new StreamProperties(
                        "http://localhost:8000",
                        List.of(),
                        Duration.ofMinutes(10),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(10));
        var meters = new SimpleMeterRegistry();
        var session = new ReplayedSession(clock, _ -> {});
        var script = JsonMapper.shared().readTree(SCRIPT);
        var streams =
                new LiveStreams(
                        new Admission(session, RedisAway.tickets(), VoiceLoad::token, properties),
                        session,
                        (casting, turns, listener) ->
                                new StandInPatients(
                                                script,
                                                (action, delay) -> {
                                                    var _ =
                                                            timer.schedule(
                                                                    () ->
                                                                            Thread.ofVirtual()
                                                                                    .start(action),
                                                                    delay.toMillis(),
                                                                    TimeUnit.MILLISECONDS);
                                                },
                                                _ -> {})
                                        .open(casting, turns, listener),
                        VoiceActivityDetectors.choose(),
                        new EndOfTurnDetector(null, meters),
                        new Presence(RedisAway.template()),
                        new StreamMetrics(meters),
                        JsonMapper.shared(),
                        clock,
                        properties,
                        meters);
        streams.start();
        var shares = new ConcurrentLinkedQueue<Long>();
        var learners = new ArrayList<Learner>();
        var open = new ArrayList<LiveStream>();
        for (int i = 0; i < sessions; i++) {
            var learner = new Learner(shares);
            learners.add(learner);
            var uri =
                    URI.create("/v1/sessions/" + new java.util.UUID(0, i + 1) + "/stream?token=t");
            LiveStream stream = streams.open(RecordedSocket.of(uri, learner::sent, _ -> {}));
            stream.text(
                    """
                    {"type":"session_start","audioFormat":
                     {"encoding":"pcm_s16le","sampleRate":16000,"channels":1}}
                    """);
            open.add(stream);
        }
        while (!learners.stream().allMatch(learner -> learner.ready)) {
            LockSupport.parkNanos(10_000_000);
        }
        byte[][] frames = cycle(frameMs);
        var system =
                (com.sun.management.OperatingSystemMXBean)
                        ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long begun = System.nanoTime();
        long ticks = seconds * 1_000L / frameMs;
        long latest = 0;
        double droppedCold = 0;
        var _ = system.getCpuLoad(); // from here on it is counted
        for (long tick = 0; tick < ticks; tick++) {
            if (tick == ticks / 3) { // from here on it is warm
                shares.clear();
                latest = 0;
                droppedCold = frames(meters, "dropped");
            }
            long due = begun + tick * frameMs * 1_000_000L;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            latest = Math.max(latest, System.nanoTime() - due);
            for (int i = 0; i < sessions; i++) {
                int at = (int) ((tick + (long) i * 37) % frames.length);
                open.get(i).binary(frames[at].clone());
            }
        }
        double used = (system.getProcessCpuTime() - cpu) / 1e9;
        double machine = system.getCpuLoad() * system.getAvailableProcessors();
        double others = Math.max(0, machine - used / seconds);
        var sorted = shares.stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "%d sessions, %d ms frames, %d s: %.0f frames taken, %.0f dropped (%.0f of them in the"
                        + " first third), %.0f refused; %d turns, own share p50 %.1f ms p95 %.1f"
                        + " ms; %.2f CPU s a session minute; frames at most %.0f ms late; %.2f of"
                        + " %d cores taken by others%n",
                sessions,
                frameMs,
                seconds,
                frames(meters, "taken"),
                frames(meters, "dropped"),
                droppedCold,
                frames(meters, "refused"),
                sorted.size(),
                share(sorted, 0.5),
                share(sorted, 0.95),
                used * 60 / seconds / sessions,
                latest / 1e6,
                others,
                system.getAvailableProcessors());
        streams.stop();
        timer.shutdownNow();
        Runtime.getRuntime().halt(0);
    }

    private static double share(List<Long> sorted, double part) {
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) (part * (sorted.size() - 1))) / 1e6;
    }

    private static double frames(SimpleMeterRegistry meters, String result) {
        return meters.get("practice.stream.audio.frames").tag("result", result).counter().count();
    }

    /** Two seconds of talk, four to listen. */
    private static byte[][] cycle(int frameMs) {
        short[] sound =
                Sounds.mix(
                        Sounds.join(
                                Sounds.voice(0.4, TALK_MS, RATE),
                                Sounds.silence(CYCLE_MS - TALK_MS, RATE)),
                        Sounds.noise(0.0005, CYCLE_MS, RATE, 5));
        return Sounds.frames(sound, frameMs, RATE);
    }

    private static Jwt token(String value) {
        return Jwt.withTokenValue(value)
                .header("alg", "none")
                .subject(ReplayedSession.LEARNER.toString())
                .claim("role", "user")
                .claim("sid", ReplayedSession.ID.toString())
                .issuedAt(Instant.EPOCH)
                .build();
    }
}
