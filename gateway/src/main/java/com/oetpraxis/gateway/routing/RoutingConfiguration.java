package com.oetpraxis.gateway.routing;

import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.gateway.config.GatewayProperties;
import org.springframework.cloud.gateway.config.GlobalCorsProperties;
import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.cloud.gateway.filter.NettyRoutingFilter;
import org.springframework.cloud.gateway.filter.NettyWriteResponseFilter;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.handler.RoutePredicateHandlerMapping;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import reactor.netty.http.client.HttpClient;

/**
 * Spring Cloud Gateway's own filters, with two passes over the headers instead of eight; the
 * automatic ones are switched off in {@code application.yaml}.
 */
@Configuration(proxyBeanMethods = false)
class RoutingConfiguration {

    @Bean
    RoutePredicateHandlerMapping routePredicateHandlerMapping(
            FilteringWebHandler handler,
            RouteLocator locator,
            GlobalCorsProperties cors,
            Environment environment,
            Upstreams upstreams) {
        return new TableHandlerMapping(handler, locator, cors, environment, upstreams);
    }

    /** What was sent is not sent again by the client library: {@link UpstreamFilter} decides. */
    @Bean
    HttpClientCustomizer noHiddenRetry() {
        return client -> client.disableRetry(true);
    }

    @Bean
    NettyRoutingFilter routingFilter(
            HttpClient client,
            HttpClientProperties properties,
            RequestHeaders request,
            ResponseHeaders response) {
        return new NettyRoutingFilter(client, only(request, response), properties);
    }

    @Bean
    NettyWriteResponseFilter nettyWriteResponseFilter(
            GatewayProperties properties, RequestHeaders request, ResponseHeaders response) {
        return new NettyWriteResponseFilter(
                properties.getStreamingMediaTypes(), only(request, response));
    }

    private static ObjectProvider<List<HttpHeadersFilter>> only(HttpHeadersFilter... filters) {
        var list = List.of(filters);
        return new ObjectProvider<>() {
            @Override
            public List<HttpHeadersFilter> getObject() {
                return list;
            }
        };
    }
}
