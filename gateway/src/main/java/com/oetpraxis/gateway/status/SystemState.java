package com.oetpraxis.gateway.status;

import com.oetpraxis.gateway.routing.Service;
import com.oetpraxis.gateway.status.ServiceHealth.Level;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The four components of EP-22 and what they add up to (BR-78). */
record SystemState(
        Overall overall, Level api, Level websocket, Level storage, Level ai, String message) {

    private static final List<Service> API =
            List.of(Service.USER, Service.SESSION, Service.CONTENT, Service.BILLING);

    enum Overall {
        OPERATIONAL,
        DEGRADED,
        MAINTENANCE,
        OUTAGE
    }

    static SystemState of(Round round) {
        var api = together(API.stream().map(service -> round.of(service).level()).toList());
        var websocket = round.of(Service.REALTIME).level();
        var storage = storage(round);
        var ai = round.of(Service.AI).level();
        var overall = overall(api, websocket, storage, ai, round.maintenance());
        return new SystemState(
                overall, api, websocket, storage, ai, message(overall, round.maintenance()));
    }

    /** Down where all are down, degraded where one is not well. */
    private static Level together(List<Level> levels) {
        if (levels.stream().allMatch(level -> level == Level.OPERATIONAL)) {
            return Level.OPERATIONAL;
        }
        return levels.stream().allMatch(level -> level == Level.DOWN) ? Level.DOWN : Level.DEGRADED;
    }

    /** As the services see their databases; with nobody to ask, nobody can store anything. */
    private static Level storage(Round round) {
        var known =
                round.services().values().stream()
                        .filter(health -> health.database() != null)
                        .map(health ->
                                Boolean.TRUE.equals(health.database())
                                        ? Level.OPERATIONAL
                                        : Level.DOWN)
                        .toList();
        return known.isEmpty() ? Level.DOWN : together(known);
    }

    private static Overall overall(
            Level api, Level websocket, Level storage, Level ai, @Nullable String maintenance) {
        if (maintenance != null) {
            return Overall.MAINTENANCE;
        }
        if (api == Level.DOWN || storage == Level.DOWN) {
            return Overall.OUTAGE;
        }
        return Stream.of(api, websocket, storage, ai).allMatch(level -> level == Level.OPERATIONAL)
                ? Overall.OPERATIONAL
                : Overall.DEGRADED;
    }

    private static String message(Overall overall, @Nullable String maintenance) {
        return switch (overall) {
            case OPERATIONAL -> "All systems are operational.";
            case DEGRADED -> "Some features are slow or not available at the moment.";
            case OUTAGE -> "The service is not available at the moment; we are on it.";
            case MAINTENANCE -> maintenance == null ? "Maintenance is in progress." : maintenance;
        };
    }
}
