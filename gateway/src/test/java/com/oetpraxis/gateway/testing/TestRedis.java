package com.oetpraxis.gateway.testing;

import com.oetpraxis.devstack.server.EmbeddedRedis;
import com.oetpraxis.devstack.server.Ports;
import com.oetpraxis.devstack.testing.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** One Redis for all tests of this JVM; the gateway needs none of the other servers. */
public final class TestRedis {

    private static @Nullable String url;

    private TestRedis() {}

    /** Its address: in a container where {@code PRAXIS_TESTCONTAINERS=true}, else embedded. */
    public static synchronized String shared() {
        if (url == null) {
            url = "redis://127.0.0.1:" + port();
        }
        return url;
    }

    private static int port() {
        if (Boolean.parseBoolean(System.getenv("PRAXIS_TESTCONTAINERS"))) {
            return TestServers.get().redisPort();
        }
        try {
            var redis = EmbeddedRedis.start(Ports.free());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(redis)));
            return redis.port();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stop(EmbeddedRedis redis) {
        try {
            redis.close();
        } catch (IOException e) {
            System.err.println("Redis did not stop: " + e.getMessage());
        }
    }
}
