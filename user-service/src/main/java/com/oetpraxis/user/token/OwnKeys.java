package com.oetpraxis.user.token;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** This service checks access tokens with its own keys instead of asking itself over HTTP. */
@Configuration(proxyBeanMethods = false)
class OwnKeys {

    @Bean
    JWKSource<SecurityContext> accessTokenKeys(SigningKeys keys) {
        return (selector, context) -> selector.select(keys.published());
    }
}
