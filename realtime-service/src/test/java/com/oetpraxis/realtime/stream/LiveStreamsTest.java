package com.oetpraxis.realtime.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.oetpraxis.realtime.audio.VoiceActivityDetectors;
import com.oetpraxis.realtime.endofturn.EndOfTurnDetector;
import com.oetpraxis.realtime.patient.StandInPatients;
import com.oetpraxis.realtime.ticket.RedisAway;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class LiveStreamsTest {

    private static final String SCRIPT = "{\"replies\":[\"Well.\"]}";

    private final List<String> written = new CopyOnWriteArrayList<>();
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final CountDownLatch pausing = new CountDownLatch(1);
    private final CountDownLatch mayPause = new CountDownLatch(1);
    private final ReplayedSession session = new ReplayedSession(Clock.systemUTC(), this::write);
    private final LiveStreams streams = streams();

    private void write(String line) {
        if (line.startsWith("pause")) {
            pausing.countDown();
            try {
                mayPause.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        written.add(line);
    }

    private LiveStreams streams() {
        var properties =
                new StreamProperties(
                        "http://localhost:8000",
                        List.of(),
                        Duration.ofMinutes(10),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(10));
        var meters = new SimpleMeterRegistry();
        return new LiveStreams(
                new Admission(session, RedisAway.tickets(), Replay::token, properties),
                session,
                new StandInPatients(
                        JsonMapper.shared().readTree(SCRIPT),
                        (action, _) -> Thread.ofVirtual().start(action),
                        _ -> {}),
                VoiceActivityDetectors.choose(),
                new EndOfTurnDetector(null, meters),
                new Presence(RedisAway.template()),
                new StreamMetrics(meters),
                JsonMapper.shared(),
                Clock.systemUTC(),
                properties,
                meters);
    }

    @Test
    void areNotStoppedBeforeTheirSessionsStandStill() throws Exception {
        streams.start();
        var uri = URI.create("/v1/sessions/" + ReplayedSession.ID + "/stream?token=t");
        LiveStream stream = streams.open(RecordedSocket.of(uri, sent::add, _ -> {}));
        stream.text("{\"type\":\"session_start\"}");
        await().until(() -> sent.stream().anyMatch(m -> m.contains("session_ready")));

        var stopping = Thread.ofVirtual().start(streams::stop);
        pausing.await();
        boolean waited = !stopping.join(Duration.ofMillis(300));
        mayPause.countDown();
        stopping.join();

        assertThat(waited).isTrue();
        assertThat(written).contains("pause system");
    }
}
