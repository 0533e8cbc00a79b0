package com.oetpraxis.realtime.session;

import org.apache.hc.client5.http.impl.DefaultHttpRequestRetryStrategy;
import org.apache.hc.core5.util.TimeValue;
import org.springframework.cloud.openfeign.clientconfig.HttpClient5FeignConfiguration.HttpClientBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SessionClientConfiguration {

    /**
     * A read over a connection that has died meanwhile is repeated at once, nothing is waited for:
     * who may wait and for how long is decided where the answer is needed.
     */
    @Bean
    HttpClientBuilderCustomizer noWaitingRetries() {
        return builder ->
                builder.setRetryStrategy(
                        new DefaultHttpRequestRetryStrategy(1, TimeValue.ZERO_MILLISECONDS));
    }
}
