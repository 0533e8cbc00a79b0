package com.oetpraxis.gateway.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.oetpraxis.gateway.routing.UpstreamFigures;
import com.oetpraxis.gateway.routing.Upstreams;
import com.oetpraxis.gateway.status.ServiceHealth.Level;
import com.oetpraxis.gateway.token.Caller;
import com.oetpraxis.gateway.token.Keys;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.info.BuildProperties;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import tools.jackson.databind.JsonNode;

/** EP-22, EP-48, EP-49 and EP-93: how the suite and its door are doing. */
@RestController
class SystemController {

    private final SystemRecord record;
    private final Upstreams upstreams;
    private final Alerts alerts;
    private final Capacity capacity;
    private final Keys keys;
    private final ApplicationAvailability availability;
    private final Clock clock;
    private final String version;

    SystemController(
            SystemRecord record,
            Upstreams upstreams,
            Alerts alerts,
            Capacity capacity,
            Keys keys,
            ApplicationAvailability availability,
            Clock clock,
            ObjectProvider<BuildProperties> build) {
        this.record = record;
        this.upstreams = upstreams;
        this.alerts = alerts;
        this.capacity = capacity;
        this.keys = keys;
        this.availability = availability;
        this.clock = clock;
        var properties = build.getIfAvailable();
        var built = properties == null ? null : properties.getVersion();
        this.version = built == null ? "unknown" : built;
    }

    /**
     * @param adapters which adapters each service has active; only told to admins
     */
    record Status(
            String status,
            Components components,
            Performance performance,
            String message,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, JsonNode> adapters) {}

    record Components(String api, String websocket, String storage, String ai) {}

    /**
     * @param latency mean of the services' last calls in milliseconds, or of the last round of
     *     questions where nobody has called yet
     * @param uptime percent since the suite was first up for this gateway
     */
    record Performance(
            @Nullable Double latency, @Nullable Double uptime, @Nullable Instant lastIncident) {}

    record Health(String status, Instant timestamp, Details details, String version) {}

    /**
     * @param database as the services see it
     */
    record Details(String database, String cache, List<Dependency> dependencies) {}

    record Dependency(String name, String status) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Ready(
            String status,
            Instant timestamp,
            Map<String, Boolean> dependencies,
            @Nullable String error) {}

    /**
     * @param errorRate share of the last 100 calls that failed, 0 to 1
     */
    record ServiceOverview(
            String name,
            String status,
            String circuit,
            double errorRate,
            UpstreamFigures.Latency latency,
            List<UpstreamFigures.InstanceFigures> instances,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable JsonNode adapters) {}

    record Overview(
            Instant timestamp,
            String status,
            List<ServiceOverview> services,
            Performance performance,
            Capacity.Figures capacity,
            List<Alerts.Alert> alerts) {}

    @GetMapping("/v1/system/status")
    Status status(ServerWebExchange exchange) {
        var caller = Caller.of(exchange);
        var view = record.view();
        if (view == null) {
            return new Status(
                    "outage",
                    new Components("down", "down", "down", "down"),
                    new Performance(null, null, null),
                    "The service is starting.",
                    null);
        }
        var state = view.state();
        return new Status(
                name(state.overall()),
                new Components(
                        name(state.api()),
                        name(state.websocket()),
                        name(state.storage()),
                        name(state.ai())),
                performance(view),
                state.message(),
                caller != null && caller.isAdmin() ? adapters(view.round()) : null);
    }

    @GetMapping("/v1/admin/system/overview")
    Overview overview() {
        var view = record.view();
        var figures = upstreams.figures();
        var services =
                figures.stream()
                        .map(f -> overview(f, view == null ? null : view.round().of(f.service())))
                        .toList();
        return new Overview(
                clock.instant(),
                view == null ? "outage" : name(view.state().overall()),
                services,
                view == null ? new Performance(null, null, null) : performance(view),
                capacity.now(),
                alerts.open(view == null ? null : view.round(), figures));
    }

    @GetMapping({"/health", "/v1/health"})
    Health health() {
        var view = record.view();
        if (view == null) {
            return new Health(
                    "degraded", clock.instant(), new Details("down", "down", List.of()), version);
        }
        var services = view.round().services().values();
        var well =
                view.round().redis()
                        && services.stream().allMatch(s -> s.level() == Level.OPERATIONAL);
        return new Health(
                well ? "healthy" : "degraded",
                clock.instant(),
                new Details(
                        upOrDown(view.state().storage() != Level.DOWN),
                        upOrDown(view.round().redis()),
                        services.stream()
                                .map(s ->
                                        new Dependency(
                                                s.service().id(),
                                                upOrDown(s.level() != Level.DOWN)))
                                .toList()),
                version);
    }

    /**
     * The gateway is ready once it can check tokens and has asked around; a service that is down
     * does not make the door close.
     */
    @GetMapping({"/ready", "/v1/ready"})
    ResponseEntity<Ready> ready() {
        var view = record.view();
        var dependencies = new TreeMap<String, Boolean>();
        dependencies.put("database", view != null && view.state().storage() != Level.DOWN);
        dependencies.put("redis", view != null && view.round().redis());
        var error = notReady(view);
        return ResponseEntity.status(error == null ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .body(
                        new Ready(
                                error == null ? "ready" : "not ready",
                                clock.instant(),
                                dependencies,
                                error));
    }

    private @Nullable String notReady(SystemRecord.@Nullable View view) {
        if (availability.getReadinessState() != ReadinessState.ACCEPTING_TRAFFIC) {
            return "the gateway is starting or stopping";
        }
        if (!keys.areKnown()) {
            return "user-service has not published its keys yet";
        }
        return view == null ? "the services have not been asked yet" : null;
    }

    private static ServiceOverview overview(
            UpstreamFigures figures, @Nullable ServiceHealth health) {
        return new ServiceOverview(
                figures.service().id(),
                name(health == null ? Level.DOWN : health.level()),
                figures.circuit(),
                figures.errorRate(),
                figures.latency(),
                figures.instances(),
                health == null ? null : health.adapters());
    }

    private Performance performance(SystemRecord.View view) {
        var calls = 0;
        var sum = 0.0;
        for (var figures : upstreams.figures()) {
            calls += figures.latency().count();
            sum += figures.latency().avg() * figures.latency().count();
        }
        var latency =
                calls > 0
                        ? sum / calls
                        : view.round().services().values().stream()
                                .filter(health -> health.millis() > 0)
                                .mapToDouble(ServiceHealth::millis)
                                .average()
                                .orElse(Double.NaN);
        return new Performance(
                Double.isNaN(latency) ? null : (Double) (Math.round(latency * 100) / 100.0),
                view.uptime(),
                view.lastIncident());
    }

    private static Map<String, JsonNode> adapters(Round round) {
        var adapters = new TreeMap<String, JsonNode>();
        for (var health : round.services().values()) {
            if (health.adapters() != null) {
                adapters.put(health.service().id(), health.adapters());
            }
        }
        return adapters;
    }

    private static String upOrDown(boolean up) {
        return up ? "up" : "down";
    }

    private static String name(Enum<?> level) {
        return level.name().toLowerCase(Locale.ROOT);
    }
}
