package com.oetpraxis.devstack.testing;

import com.oetpraxis.devstack.server.Schema;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * Gives a test's context real servers: one PostgreSQL, Kafka and Redis per JVM, in containers where
 * {@code PRAXIS_TESTCONTAINERS=true}, else embedded. The service gets its own schema and role, and
 * keys that {@link TestTokens} signs with.
 */
public final class EmbeddedServices
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var service = context.getEnvironment().getRequiredProperty("spring.application.name");
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("embedded-services", properties(service)));
    }

    private static Map<String, Object> properties(String service) {
        var servers = TestServers.get();
        var properties = new HashMap<String, Object>();
        var schema = Schema.of(service);
        if (schema != null) {
            properties.put("spring.datasource.url", servers.databaseUrl());
            properties.put("spring.datasource.username", schema.role());
            properties.put("spring.datasource.password", TestServers.PASSWORD);
        }
        properties.put("spring.kafka.bootstrap-servers", servers.kafka());
        properties.put("spring.data.redis.url", "redis://127.0.0.1:" + servers.redisPort());
        properties.put("praxis.security.jwks", TestTokens.accessJwks());
        properties.put("praxis.security.service-keys", TestTokens.serviceJwks());
        properties.put("praxis.security.service-key", TestTokens.serviceKey(service));
        properties.put("management.server.port", "0");
        return properties;
    }
}
