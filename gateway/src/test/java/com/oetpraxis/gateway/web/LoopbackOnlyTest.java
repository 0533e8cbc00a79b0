package com.oetpraxis.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.oetpraxis.devstack.testing.TestTokens;
import com.oetpraxis.gateway.GatewayStarter;
import com.oetpraxis.gateway.testing.TestRedis;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackOnlyTest {

    private static Map<String, Object> properties() {
        var properties = new HashMap<String, Object>();
        properties.put("server.port", "0");
        properties.put("management.server.port", "0");
        properties.put("praxis.security.jwks", TestTokens.accessJwks());
        properties.put("gateway.redis.url", TestRedis.shared());
        return properties;
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.0.2.1", "::"})
    void refusesToStartLocallyBeyondLoopback(String address) {
        var properties = properties();
        properties.put("server.address", address);

        assertThatExceptionOfType(Exception.class)
                .isThrownBy(() -> GatewayStarter.start(properties, "local").close())
                .havingRootCause()
                .isInstanceOf(IllegalStateException.class)
                .withMessageContaining("loopback");
    }

    @Test
    void listensOnLoopbackWithWiderLimitsLocally() {
        try (var context = GatewayStarter.start(properties(), "local")) {
            assertThat(context.getEnvironment().getProperty("server.address"))
                    .isEqualTo("127.0.0.1");
            assertThat(context.getEnvironment().getProperty("gateway.rate-limit.scale"))
                    .isEqualTo("100");
        }
    }
}
