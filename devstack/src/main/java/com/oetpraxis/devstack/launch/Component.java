package com.oetpraxis.devstack.launch;

import com.oetpraxis.devstack.server.Schema;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One service of the suite as the launcher knows it. */
enum Component {
    USER_SERVICE(8001, 160),
    CONTENT_SERVICE(8003, 128),
    BILLING_SERVICE(8004, 128),
    AI_SERVICE(8006, 256),
    SESSION_SERVICE(8002, 160),
    REALTIME_SERVICE(8005, 160),
    GATEWAY(8000, 160);

    private final int port;
    private final int heapMegabytes;

    Component(int port, int heapMegabytes) {
        this.port = port;
        this.heapMegabytes = heapMegabytes;
    }

    /** Its module and {@code spring.application.name}. */
    String module() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    int port() {
        return port;
    }

    int managementPort() {
        return port + 1000;
    }

    int heapMegabytes() {
        return heapMegabytes;
    }

    @Nullable Schema schema() {
        return Schema.of(module());
    }

    static List<Component> all() {
        return List.of(values());
    }
}
