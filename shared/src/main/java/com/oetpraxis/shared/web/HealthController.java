package com.oetpraxis.shared.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.oetpraxis.shared.document.Refuses;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /health} and {@code GET /ready} of this service (EP-48, EP-49); every value is probed
 * when it is asked for (BR-78).
 */
@RestController
class HealthController {

    private final List<DependencyProbe> probes;
    private final AppVersion version;
    private final Clock clock;

    HealthController(List<DependencyProbe> probes, AppVersion version, Clock clock) {
        this.probes = probes;
        this.version = version;
        this.clock = clock;
    }

    /**
     * @param status {@code healthy}, {@code degraded} or {@code unhealthy}
     * @param timestamp when it was probed
     * @param details {@code database} and {@code cache} are up or down; null where not used
     * @param version of this build
     */
    record Health(String status, Instant timestamp, Map<String, Object> details, String version) {}

    /**
     * @param status {@code ready} or {@code not ready}
     * @param timestamp when it was probed
     * @param dependencies whether each answers
     * @param error which dependency does not answer; absent when ready
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Ready(
            String status,
            Instant timestamp,
            Map<String, Boolean> dependencies,
            @Nullable String error) {}

    /** What this service has and whether it is up; always 200. */
    @GetMapping({"/health", "/v1/health"})
    Health health() {
        var details = new TreeMap<String, Object>();
        var status = "healthy";
        for (var probe : probes) {
            var up = probe.isUp();
            details.put(probe.healthName(), up ? "up" : "down");
            if (!up) {
                status = probe.required() ? "unhealthy" : worse(status);
            }
        }
        details.put("dependencies", List.of());
        return new Health(status, clock.instant(), details, version.value());
    }

    /** Whether this service can do its work. */
    @Refuses(status = 503, when = "A dependency that is needed does not answer")
    @GetMapping({"/ready", "/v1/ready"})
    ResponseEntity<Ready> ready() {
        var dependencies = new TreeMap<String, Boolean>();
        String failed = null;
        for (var probe : probes) {
            var up = probe.isUp();
            dependencies.put(probe.readyName(), up);
            if (!up && probe.required()) {
                failed = probe.readyName();
            }
        }
        if (failed == null) {
            return ResponseEntity.ok(new Ready("ready", clock.instant(), dependencies, null));
        }
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .body(
                        new Ready(
                                "not ready",
                                clock.instant(),
                                dependencies,
                                failed + " does not answer"));
    }

    private static String worse(String status) {
        return status.equals("unhealthy") ? status : "degraded";
    }
}
