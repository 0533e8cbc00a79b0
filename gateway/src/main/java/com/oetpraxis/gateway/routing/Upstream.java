package com.oetpraxis.gateway.routing;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** One service as the gateway sees it: its instances, its circuit and how it has been doing. */
final class Upstream {

    private final Service service;
    private final List<Instance> instances;
    private final CircuitBreaker circuit;
    private final LatencyWindow recent = new LatencyWindow();
    private final AtomicInteger next = new AtomicInteger();

    Upstream(Service service, List<Instance> instances, CircuitBreaker circuit) {
        this.service = service;
        this.instances = List.copyOf(instances);
        this.circuit = circuit;
    }

    Service service() {
        return service;
    }

    List<Instance> instances() {
        return instances;
    }

    CircuitBreaker circuit() {
        return circuit;
    }

    LatencyWindow recent() {
        return recent;
    }

    /** All instances, in turn; those that did not answer lately come last. */
    List<Instance> inTurn() {
        return instances.size() == 1 ? instances : from(next.getAndIncrement());
    }

    /** All instances in an order that is the same for the same key. */
    List<Instance> inOrderOf(String key) {
        return instances.size() == 1 ? instances : from(key.hashCode());
    }

    private List<Instance> from(int start) {
        var order = new ArrayList<Instance>(instances.size());
        var down = new ArrayList<Instance>();
        for (var i = 0; i < instances.size(); i++) {
            var instance = instances.get(Math.floorMod(start + i, instances.size()));
            (instance.isUp() ? order : down).add(instance);
        }
        order.addAll(down);
        return order;
    }

    UpstreamFigures figures() {
        return new UpstreamFigures(
                service,
                circuit.getState().name().toLowerCase(Locale.ROOT),
                recent.errorRate(),
                recent.latency(),
                instances.stream()
                        .map(i -> new UpstreamFigures.InstanceFigures(i.address(), i.isUp()))
                        .toList());
    }
}
