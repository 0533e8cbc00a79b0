package com.oetpraxis.gateway.limit;

import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Settings as they are bound when the application starts. */
final class Limits {

    private Limits() {}

    static LimitProperties of(int scale) {
        var source =
                new MapConfigurationPropertySource(
                        Map.of("gateway.rate-limit.scale", Integer.toString(scale)));
        return new Binder(source).bindOrCreate("gateway.rate-limit", LimitProperties.class);
    }
}
