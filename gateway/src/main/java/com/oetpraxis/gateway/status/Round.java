package com.oetpraxis.gateway.status;

import com.oetpraxis.gateway.routing.Service;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All answers of one round of questions.
 *
 * @param maintenance the message of a maintenance window in progress
 */
record Round(Map<Service, ServiceHealth> services, boolean redis, @Nullable String maintenance) {

    ServiceHealth of(Service service) {
        return services.getOrDefault(service, ServiceHealth.silent(service));
    }
}
