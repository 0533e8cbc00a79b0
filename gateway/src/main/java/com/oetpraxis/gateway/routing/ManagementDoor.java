package com.oetpraxis.gateway.routing;

import com.oetpraxis.gateway.web.Step;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.server.WebHandler;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.publisher.Mono;

/**
 * Leads requests of the management port straight to its endpoints: that port's context is a child
 * of ours and would send them through the public door's steps, which know no {@code /actuator}.
 */
@Component
@Order(Step.EDGE - 100)
class ManagementDoor implements WebFilter {

    private final ApplicationContext ours;

    ManagementDoor(ApplicationContext ours) {
        this.ours = ours;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var context = exchange.getApplicationContext();
        if (context == null || context.equals(ours)) {
            return chain.filter(exchange);
        }
        Rule.UNKNOWN.attachTo(exchange); // our own table is asked there as well
        return context.getBean(WebHttpHandlerBuilder.WEB_HANDLER_BEAN_NAME, WebHandler.class)
                .handle(exchange);
    }
}
