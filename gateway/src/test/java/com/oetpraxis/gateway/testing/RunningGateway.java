package com.oetpraxis.gateway.testing;

import com.oetpraxis.devstack.testing.TestTokens;
import com.oetpraxis.gateway.GatewayStarter;
import com.oetpraxis.gateway.routing.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A gateway on a free port of loopback with a stub behind each route. */
public final class RunningGateway implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    private final ConfigurableApplicationContext context;
    private final Map<Service, StubService> stubs;

    private RunningGateway(
            ConfigurableApplicationContext context, Map<Service, StubService> stubs) {
        this.context = context;
        this.stubs = stubs;
    }

    /** One gateway for all tests that need no other settings; its limits are wide. */
    public static RunningGateway shared() {
        return Shared.GATEWAY;
    }

    private static final class Shared {
        static final RunningGateway GATEWAY = start(Map.of("gateway.rate-limit.scale", "1000"));
    }

    /** A gateway with its own stubs; {@code settings} go before the usual ones of tests. */
    public static RunningGateway start(Map<String, String> settings) {
        var stubs = new EnumMap<Service, StubService>(Service.class);
        var properties = new HashMap<String, Object>();
        for (var service : Service.values()) {
            if (service != Service.GATEWAY) {
                var stub = StubService.start(service.id());
                stubs.put(service, stub);
                properties.put("gateway.services." + service.id(), stub.url());
            }
        }
        properties.put("server.port", "0");
        properties.put("server.address", "127.0.0.1");
        properties.put("management.server.port", "0");
        properties.put("praxis.security.jwks", TestTokens.accessJwks());
        properties.putAll(settings);
        if (!properties.containsKey("gateway.redis.url")) {
            properties.put("gateway.redis.url", TestRedis.shared());
        }
        return new RunningGateway(GatewayStarter.start(properties), stubs);
    }

    public StubService stub(Service service) {
        var stub = stubs.get(service);
        if (stub == null) {
            throw new IllegalArgumentException(service.id());
        }
        return stub;
    }

    public int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    /** One answer, read as text. */
    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        /** The header's only value, or an empty text. */
        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    public Answer get(String path) {
        return send(path, request -> {});
    }

    /** A request of a new user, unless {@code change} sets another token. */
    public Answer getSignedIn(String path) {
        return send(path, request -> request.header("Authorization", anybody()));
    }

    public static String anybody() {
        return TestTokens.user(UUID.randomUUID()).bearer();
    }

    public Answer send(String path, Consumer<HttpRequest.Builder> change) {
        var request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(30));
        change.accept(request);
        try {
            return new Answer(CLIENT.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        context.close();
        stubs.values().forEach(StubService::close);
    }
}
