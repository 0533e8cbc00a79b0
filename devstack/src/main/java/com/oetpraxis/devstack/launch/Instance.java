package com.oetpraxis.devstack.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One process of a service.
 *
 * @param number from 1; a second instance has ports ten above those of the first
 */
record Instance(Component component, int number) {

    /** The services of the live conversation; the others run once on a machine. */
    private static final Set<Component> SEVERAL =
            Set.of(Component.REALTIME_SERVICE, Component.AI_SERVICE);

    private static final int MOST = 9;

    /**
     * What is to be started: each service once, those of the live conversation {@code several}
     * times.
     */
    static List<Instance> of(List<Component> components, int several) {
        if (several < 1 || several > MOST) {
            throw new LaunchException("PRAXIS_INSTANCES is a number from 1 to " + MOST + ".");
        }
        var instances = new ArrayList<Instance>();
        for (var component : components) {
            int count = SEVERAL.contains(component) ? several : 1;
            IntStream.rangeClosed(1, count)
                    .forEach(number -> instances.add(new Instance(component, number)));
        }
        return List.copyOf(instances);
    }

    /** The service's name, with the number from the second on. */
    String name() {
        return number == 1 ? component.module() : component.module() + "-" + number;
    }

    int port() {
        return component.port() + 10 * (number - 1);
    }

    int managementPort() {
        return component.managementPort() + 10 * (number - 1);
    }

    /**
     * Under which the gateway and the live conversation know the services that run several times.
     */
    static Map<String, String> addresses(List<Instance> instances) {
        return instances.stream()
                .filter(instance -> SEVERAL.contains(instance.component))
                .collect(
                        Collectors.groupingBy(
                                instance -> instance.component.name() + "_URL",
                                Collectors.mapping(
                                        instance -> "http://127.0.0.1:" + instance.port(),
                                        Collectors.joining(","))));
    }
}
