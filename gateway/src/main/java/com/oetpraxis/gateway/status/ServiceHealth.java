package com.oetpraxis.gateway.status;

import com.oetpraxis.gateway.routing.Service;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What one service said of itself when it was last asked (EP-48).
 *
 * @param database whether it reaches its database; null where it has none
 * @param adapters which adapters are active; null where it does not say
 * @param millis until it answered
 */
record ServiceHealth(
        Service service,
        Level level,
        @Nullable Boolean database,
        @Nullable JsonNode adapters,
        double millis) {

    /** How well a part does. */
    enum Level {
        OPERATIONAL,
        DEGRADED,
        DOWN;

        Level worse(Level other) {
            return compareTo(other) >= 0 ? this : other;
        }
    }

    static ServiceHealth silent(Service service) {
        return new ServiceHealth(service, Level.DOWN, null, null, 0);
    }

    static ServiceHealth of(Service service, JsonNode health, double millis) {
        var level =
                switch (health.path("status").asString("")) {
                    case "healthy" -> Level.OPERATIONAL;
                    case "degraded" -> Level.DEGRADED;
                    default -> Level.DOWN;
                };
        var details = health.path("details");
        var database = details.path("database").asString("");
        var adapters = details.get("adapters");
        return new ServiceHealth(
                service,
                level,
                database.isEmpty() ? null : (Boolean) database.equals("up"),
                adapters,
                millis);
    }

    /** Of two instances of a service, the one that does better speaks for it. */
    ServiceHealth better(ServiceHealth other) {
        return level.compareTo(other.level) <= 0 ? this : other;
    }
}
