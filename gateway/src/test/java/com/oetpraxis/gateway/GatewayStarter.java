package com.oetpraxis.gateway;

import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.http.client.ReactorResourceFactory;

/** Starts the application as {@code main} does, with properties that go before all others. */
public final class GatewayStarter {

    private GatewayStarter() {}

    public static ConfigurableApplicationContext start(
            Map<String, Object> properties, String... profiles) {
        return new SpringApplicationBuilder(GatewayApplication.class)
                .profiles(profiles)
                .initializers(GatewayStarter::keepLoopsForOthers)
                .initializers(context ->
                        context.getEnvironment()
                                .getPropertySources()
                                .addFirst(new MapPropertySource("test", properties)))
                .run();
    }

    /** A gateway that stops must not take the event loops of another in the same JVM with it. */
    private static void keepLoopsForOthers(ConfigurableApplicationContext context) {
        ((GenericApplicationContext) context)
                .registerBean(
                        ReactorResourceFactory.class,
                        () -> {
                            var resources = new ReactorResourceFactory();
                            resources.setUseGlobalResources(false);
                            return resources;
                        });
    }
}
