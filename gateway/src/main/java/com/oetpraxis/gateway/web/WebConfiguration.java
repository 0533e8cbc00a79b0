package com.oetpraxis.gateway.web;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;

@Configuration(proxyBeanMethods = false)
class WebConfiguration {

    private static final int LARGEST_ANSWER = 4 * 1024 * 1024;

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** For what the gateway itself asks the services: keys, health, API documents. */
    @Bean
    WebClient webClient() {
        return WebClient.builder()
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST_ANSWER))
                .build();
    }
}
