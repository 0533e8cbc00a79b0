package com.oetpraxis.shared.client;

import com.oetpraxis.shared.security.ServiceTokens;
import com.oetpraxis.shared.web.RequestIdFilter;
import feign.Capability;
import feign.Client;
import feign.Feign;
import feign.RequestInterceptor;
import feign.codec.ErrorDecoder;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.apache.hc.client5.http.impl.DefaultHttpRequestRetryStrategy;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.cloud.openfeign.clientconfig.HttpClient5FeignConfiguration.HttpClientBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/** Feign clients are named after the service they call, which is the audience of their token. */
@AutoConfiguration(
        afterName =
                "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(Feign.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@Import(UpstreamProblems.class)
class ClientAutoConfiguration {

    @Bean
    RequestInterceptor serviceCall(ServiceTokens tokens) {
        return template -> {
            template.header(
                    "Authorization", "Bearer " + tokens.issue(template.feignTarget().name()));
            var requestId = RequestIdFilter.current();
            if (requestId != null) {
                template.header(RequestIdFilter.HEADER, requestId);
            }
        };
    }

    @Bean
    ErrorDecoder upstreamErrors(JsonMapper json) {
        return new UpstreamErrorDecoder(json);
    }

    /** The figures of catalogue ch. 19 for calls between services. */
    @Bean
    CircuitBreakerRegistry circuits(ObjectProvider<MeterRegistry> meters) {
        var registry =
                CircuitBreakerRegistry.of(
                        CircuitBreakerConfig.custom()
                                .failureRateThreshold(50)
                                .slidingWindowSize(20)
                                .minimumNumberOfCalls(10)
                                .waitDurationInOpenState(Duration.ofSeconds(15))
                                .permittedNumberOfCallsInHalfOpenState(3)
                                .build());
        meters.ifAvailable(
                m -> TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(registry).bindTo(m));
        return registry;
    }

    /**
     * What was answered is final; only a read whose connection broke is sent once more, at once.
     */
    @Bean
    HttpClientBuilderCustomizer noRepeatedAnswers() {
        return builder ->
                builder.setRetryStrategy(
                        new DefaultHttpRequestRetryStrategy(1, TimeValue.ZERO_MILLISECONDS) {
                            @Override
                            public boolean retryRequest(
                                    HttpResponse response, int count, HttpContext context) {
                                return false;
                            }
                        });
    }

    @Bean
    Capability circuitBreaking(CircuitBreakerRegistry circuits) {
        return new CircuitBreaking(circuits);
    }

    /** Public because Feign calls it by reflection. */
    public static final class CircuitBreaking implements Capability {

        private final CircuitBreakerRegistry circuits;

        CircuitBreaking(CircuitBreakerRegistry circuits) {
            this.circuits = circuits;
        }

        @Override
        public Client enrich(Client client) {
            return new CircuitBreakingClient(client, circuits);
        }
    }
}
