package com.oetpraxis.gateway.routing;

import java.util.EnumMap;
import java.util.Map;
import org.springframework.cloud.gateway.config.GlobalCorsProperties;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.handler.RoutePredicateHandlerMapping;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.core.env.Environment;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The rule was found by {@link RouteFilter}, so no predicate is evaluated again. */
class TableHandlerMapping extends RoutePredicateHandlerMapping {

    private final Map<Service, Mono<Route>> routes = new EnumMap<>(Service.class);

    TableHandlerMapping(
            FilteringWebHandler handler,
            RouteLocator locator,
            GlobalCorsProperties cors,
            Environment environment,
            Upstreams upstreams) {
        super(handler, locator, cors, environment);
        for (var service : Service.values()) {
            if (service != Service.GATEWAY) {
                routes.put(service, Mono.just(route(service, upstreams)));
            }
        }
    }

    private static Route route(Service service, Upstreams upstreams) {
        return Route.async()
                .id(service.id())
                .uri(upstreams.instances(service).getFirst().at("/"))
                .predicate(exchange -> true)
                .build();
    }

    @Override
    protected Mono<Route> lookupRoute(ServerWebExchange exchange) {
        return routes.getOrDefault(Rule.of(exchange).service(), Mono.empty());
    }
}
