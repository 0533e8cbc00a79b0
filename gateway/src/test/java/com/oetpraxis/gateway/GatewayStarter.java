package com.oetpraxis.gateway;

import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Starts the application as {@code main} does, with properties that go before all others. */
public final class GatewayStarter {

    private GatewayStarter() {}

    public static ConfigurableApplicationContext start(
            Map<String, Object> properties, String... profiles) {
        return new SpringApplicationBuilder(GatewayApplication.class)
                .profiles(profiles)
                .initializers(context ->
                        context.getEnvironment()
                                .getPropertySources()
                                .addFirst(new MapPropertySource("test", properties)))
                .run();
    }
}
