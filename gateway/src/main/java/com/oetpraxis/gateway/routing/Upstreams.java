package com.oetpraxis.gateway.routing;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** All services behind the gateway. */
@Component
public class Upstreams {

    /** How long an open circuit refuses before it tries again (catalogue ch. 19). */
    static final Duration RESET = Duration.ofSeconds(15);

    private static final Logger log = LoggerFactory.getLogger(Upstreams.class);

    /** Catalogue ch. 19: opens at 50% of the last 20 calls, not before 10; three probes. */
    private static final CircuitBreakerConfig FIGURES =
            CircuitBreakerConfig.custom()
                    .slidingWindowType(SlidingWindowType.COUNT_BASED)
                    .slidingWindowSize(20)
                    .minimumNumberOfCalls(10)
                    .failureRateThreshold(50)
                    .permittedNumberOfCallsInHalfOpenState(3)
                    .waitDurationInOpenState(RESET)
                    .build();

    private final Map<Service, Upstream> upstreams = new EnumMap<>(Service.class);

    Upstreams(RoutingProperties properties, MeterRegistry meters) {
        for (var service : Service.values()) {
            if (service != Service.GATEWAY) {
                upstreams.put(service, upstream(service, properties, meters));
            }
        }
    }

    private static Upstream upstream(
            Service service, RoutingProperties properties, MeterRegistry meters) {
        var circuit = CircuitBreaker.of(service.id(), FIGURES);
        circuit.getEventPublisher()
                .onStateTransition(event ->
                        log.warn(
                                "Circuit of {} went {}", service.id(), event.getStateTransition()));
        Gauge.builder("gateway.circuit.open", circuit, Upstreams::isOpen)
                .description("1 while calls of the service are refused at once")
                .tag("service", service.id())
                .register(meters);
        var instances =
                properties.instances(service).stream()
                        .map(base -> new Instance(service, base))
                        .toList();
        return new Upstream(service, instances, circuit);
    }

    private static double isOpen(CircuitBreaker circuit) {
        return circuit.getState() == CircuitBreaker.State.OPEN ? 1 : 0;
    }

    Upstream of(Service service) {
        return Objects.requireNonNull(upstreams.get(service));
    }

    /** The instances of one service, at least one. */
    public List<Instance> instances(Service service) {
        return of(service).instances();
    }

    /** What was measured, one entry a service. */
    public List<UpstreamFigures> figures() {
        return all().stream().map(Upstream::figures).toList();
    }

    private Collection<Upstream> all() {
        return upstreams.values();
    }
}
