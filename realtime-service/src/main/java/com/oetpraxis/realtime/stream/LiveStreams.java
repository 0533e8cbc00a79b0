package com.oetpraxis.realtime.stream;

import com.oetpraxis.realtime.audio.VoiceActivityDetectors;
import com.oetpraxis.realtime.endofturn.EndOfTurnDetector;
import com.oetpraxis.realtime.patient.PatientConnector;
import com.oetpraxis.realtime.session.SessionClient;
import com.oetpraxis.realtime.session.SessionClient.Completion;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.WebSocketSession;
import tools.jackson.databind.json.JsonMapper;

/** All streams of this instance, and the one clock hand that wakes them. */
@Component
class LiveStreams implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LiveStreams.class);
    private static final long PULSE_MS = 10;
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    private final StreamServices services;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService pulse =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("stream-pulse").factory());
    private final Set<LiveStream> all = ConcurrentHashMap.newKeySet();
    private final Map<UUID, LiveStream> bySession = new ConcurrentHashMap<>();
    private volatile boolean running;

    LiveStreams(
            Admission admission,
            SessionClient sessions,
            PatientConnector patients,
            VoiceActivityDetectors detectors,
            EndOfTurnDetector endOfTurn,
            Presence presence,
            StreamMetrics metrics,
            JsonMapper json,
            Clock clock,
            StreamProperties properties,
            MeterRegistry meters) {
        this.services =
                new StreamServices(
                        admission,
                        sessions,
                        patients,
                        detectors,
                        endOfTurn,
                        presence,
                        metrics,
                        json,
                        clock,
                        properties,
                        threads);
        Gauge.builder("practice.streams.open", all, Set::size)
                .description("Open practice streams of this instance")
                .register(meters);
    }

    LiveStream open(WebSocketSession socket) {
        var stream = new LiveStream(services, this, socket);
        all.add(stream);
        stream.open();
        return stream;
    }

    /** The session is this stream's now; whoever had it before is told so (BR-47). */
    void enter(UUID sessionId, LiveStream stream) {
        LiveStream before = bySession.put(sessionId, stream);
        if (before != null && before != stream) {
            before.replace();
        }
    }

    void leave(LiveStream stream) {
        all.remove(stream);
        UUID sessionId = stream.sessionId();
        if (sessionId != null) {
            bySession.remove(sessionId, stream);
        }
    }

    /** The session was completed, by whatever door. */
    void completed(UUID sessionId, Completion completion) {
        LiveStream stream = bySession.get(sessionId);
        if (stream != null) {
            stream.completedElsewhere(completion);
        }
    }

    /** The session was cancelled or has expired. */
    void cancelled(UUID sessionId) {
        LiveStream stream = bySession.get(sessionId);
        if (stream != null) {
            stream.cancelledElsewhere();
        }
    }

    /** The session's clock was stopped or started, by whatever door. */
    void paused(UUID sessionId, boolean paused) {
        LiveStream stream = bySession.get(sessionId);
        if (stream != null) {
            stream.pausedElsewhere(paused);
        }
    }

    private void pulse() {
        long now = services.clock().millis();
        for (LiveStream stream : all) {
            try {
                stream.pulse(now);
            } catch (RuntimeException e) { // the edge of a thread: the others must be woken
                log.error("A stream could not be woken", e);
            }
        }
    }

    @Override
    public void start() {
        running = true;
        var _ = pulse.scheduleAtFixedRate(this::pulse, PULSE_MS, PULSE_MS, TimeUnit.MILLISECONDS);
    }

    /**
     * Before the web server stops: clients are told to reconnect, and their sessions stand still
     * until they do, as far as session-service answers in time.
     */
    @Override
    public void stop() {
        running = false;
        pulse.shutdownNow();
        var standing = all.stream().map(LiveStream::shutDown).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(standing).get(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            log.warn("Not every session could be paused before the end", e);
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
