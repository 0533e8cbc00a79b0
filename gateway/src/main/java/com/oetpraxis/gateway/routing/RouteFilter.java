package com.oetpraxis.gateway.routing;

import com.oetpraxis.gateway.web.GatewayCall;
import com.oetpraxis.gateway.web.GatewayProblem;
import com.oetpraxis.gateway.web.ProblemException;
import com.oetpraxis.gateway.web.Step;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Finds the rule of a request, under which all further steps treat it. */
@Component
@Order(Step.ROUTE)
class RouteFilter implements WebFilter {

    private final RouteTable table;

    RouteFilter(RouteTable table) {
        this.table = table;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var raw = exchange.getRequest().getURI().getRawPath();
        var path = CanonicalPath.of(raw);
        var rule = path == null ? null : table.match(path);
        if (rule == null) {
            if (path == null || !path.startsWith("/v1/")) {
                return Mono.error(
                        new ProblemException(
                                GatewayProblem.ROUTE_NOT_FOUND,
                                "Nothing is served at this address; the API begins with /v1."));
            }
            rule = Rule.UNKNOWN;
        }
        rule.attachTo(exchange);
        GatewayCall.of(exchange).answeredBy(rule.service().id());
        if (raw.equals(path) || path == null) {
            return chain.filter(exchange);
        }
        var request = exchange.getRequest().mutate().path(path).build();
        return chain.filter(exchange.mutate().request(request).build());
    }
}
