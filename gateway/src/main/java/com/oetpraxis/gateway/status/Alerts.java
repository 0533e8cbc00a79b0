package com.oetpraxis.gateway.status;

import com.oetpraxis.gateway.routing.UpstreamFigures;
import com.oetpraxis.gateway.status.ServiceHealth.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The conditions of catalogue ch. 21 that can be seen from the door, as they stand now. Alerting
 * itself is Prometheus's business; this is for the overview only.
 */
@Component
class Alerts {

    private static final double ERROR_RATE = 0.01;
    private static final double MEMORY = 0.85;

    /** Below this many calls one failure would already be an alert. */
    private static final int ENOUGH_CALLS = 20;

    private final Capacity capacity;
    private final Clock clock;
    private final Map<String, Instant> since = new HashMap<>();

    Alerts(Capacity capacity, Clock clock) {
        this.capacity = capacity;
        this.clock = clock;
    }

    /**
     * @param severity high, medium or low
     * @param timestamp since when this gateway has seen it
     */
    record Alert(
            String service,
            String severity,
            String condition,
            double threshold,
            double currentValue,
            Instant timestamp) {}

    private record Found(String service, String severity, String name, double limit, double now) {

        String key() {
            return service + ' ' + name;
        }
    }

    synchronized List<Alert> open(@Nullable Round round, List<UpstreamFigures> figures) {
        var found = new ArrayList<Found>();
        for (var one : figures) {
            var name = one.service().id();
            if (round != null && round.of(one.service()).level() == Level.DOWN) {
                found.add(new Found(name, "high", "service_down", 1, 0));
            }
            if (one.latency().count() >= ENOUGH_CALLS && one.errorRate() > ERROR_RATE) {
                found.add(new Found(name, "high", "error_rate", ERROR_RATE, one.errorRate()));
            }
        }
        var memory = capacity.now().memoryShare();
        if (memory > MEMORY) {
            found.add(new Found("gateway", "low", "memory_usage", MEMORY, memory));
        }
        since.keySet().retainAll(found.stream().map(Found::key).toList());
        var now = clock.instant();
        return found.stream()
                .map(f ->
                        new Alert(
                                f.service(),
                                f.severity(),
                                f.name(),
                                f.limit(),
                                f.now(),
                                since.computeIfAbsent(f.key(), key -> now)))
                .toList();
    }
}
