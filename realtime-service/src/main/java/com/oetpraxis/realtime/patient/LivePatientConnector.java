package com.oetpraxis.realtime.patient;

import com.oetpraxis.realtime.session.StoredTurn;
import com.oetpraxis.shared.security.ServiceTokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Lines to ai-service, all over one HTTP client. */
@Component
@EnableConfigurationProperties(PatientProperties.class)
class LivePatientConnector implements PatientConnector, LineTransport, AutoCloseable {

    private static final String AUDIENCE = "ai-service";
    private static final String PATH = "/internal/ai/live";

    private final PatientProperties properties;
    private final ServiceTokens tokens;
    private final JsonMapper json;
    private final HttpClient http;
    private final ScheduledExecutorService timer;
    private final AtomicInteger next = new AtomicInteger();

    LivePatientConnector(PatientProperties properties, ServiceTokens tokens, JsonMapper json) {
        this.properties = properties;
        this.tokens = tokens;
        this.json = json;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(1))
                        .executor(Executors.newVirtualThreadPerTaskExecutor())
                        .build();
        this.timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("patient-lines").factory());
    }

    @Override
    public PatientLine open(
            Casting casting, Supplier<List<StoredTurn>> turns, PatientListener listener) {
        var line = new LivePatientLine(this, properties, json, casting, turns, listener);
        line.connect();
        return line;
    }

    @Override
    public Connection connect(Receiver receiver) {
        var connection = new WebSocketConnection(receiver);
        var _ =
                http.newWebSocketBuilder()
                        .header("Authorization", "Bearer " + tokens.issue(AUDIENCE))
                        .connectTimeout(Duration.ofSeconds(2))
                        .buildAsync(nextInstance(), connection)
                        .whenComplete((_, failure) -> {
                            if (failure != null) {
                                receiver.lost(failure);
                            }
                        });
        return connection;
    }

    /** The next instance's address, round and round. */
    private URI nextInstance() {
        var instances = properties.instances();
        URI base = instances.get(Math.floorMod(next.getAndIncrement(), instances.size()));
        String scheme = "https".equals(base.getScheme()) ? "wss" : "ws";
        return URI.create(scheme + "://" + base.getRawAuthority() + PATH);
    }

    @Override
    public void later(Runnable action, Duration delay) {
        var _ =
                timer.schedule(
                        () -> Thread.ofVirtual().start(action),
                        delay.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        http.shutdownNow();
    }
}
