package com.oetpraxis.gateway.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/** {@code gateway.requests}: how long answers took, by service, method and status. */
@Component
class CallMetrics {

    private final MeterRegistry registry;
    private final ConcurrentHashMap<Key, Timer> timers = new ConcurrentHashMap<>();

    CallMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    private record Key(String service, String method, int status) {}

    void record(HttpMethod method, GatewayCall call, int status, long nanos) {
        if (call.isUpgraded()) {
            return; // lasts as long as the talk does
        }
        var name = METHODS.contains(method) ? method.name() : "OTHER";
        timers.computeIfAbsent(new Key(call.service(), name, status), this::timer)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    private static final java.util.Set<HttpMethod> METHODS = java.util.Set.of(HttpMethod.values());

    private Timer timer(Key key) {
        return Timer.builder("gateway.requests")
                .description("Time from the request's arrival to the end of the answer")
                .tag("service", key.service())
                .tag("method", key.method())
                .tag("status", Integer.toString(key.status()))
                .publishPercentileHistogram(false)
                .register(registry);
    }
}
