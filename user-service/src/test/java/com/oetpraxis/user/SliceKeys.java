package com.oetpraxis.user;

import com.oetpraxis.devstack.testing.TestTokens;
import com.oetpraxis.user.site.SiteProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** What a controller alone needs to know whom it trusts. */
@TestConfiguration(proxyBeanMethods = false)
@EnableConfigurationProperties(SiteProperties.class)
public class SliceKeys {

    @Bean
    DynamicPropertyRegistrar keys() {
        return registry -> {
            registry.add("praxis.security.jwks", TestTokens::accessJwks);
            registry.add("praxis.security.service-keys", TestTokens::serviceJwks);
            registry.add(
                    "praxis.security.service-key", () -> TestTokens.serviceKey("user-service"));
        };
    }
}
