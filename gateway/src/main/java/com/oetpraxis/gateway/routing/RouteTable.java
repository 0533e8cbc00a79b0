package com.oetpraxis.gateway.routing;

import static com.oetpraxis.gateway.routing.Access.ADMIN;
import static com.oetpraxis.gateway.routing.Access.ANYONE;
import static com.oetpraxis.gateway.routing.Access.SERVICE;
import static com.oetpraxis.gateway.routing.Access.TOKEN;
import static com.oetpraxis.gateway.routing.Counting.CALL;
import static com.oetpraxis.gateway.routing.Counting.FREE;
import static com.oetpraxis.gateway.routing.Counting.STREAM;
import static com.oetpraxis.gateway.routing.Counting.WEBHOOK;
import static com.oetpraxis.gateway.routing.Service.AI;
import static com.oetpraxis.gateway.routing.Service.BILLING;
import static com.oetpraxis.gateway.routing.Service.CONTENT;
import static com.oetpraxis.gateway.routing.Service.GATEWAY;
import static com.oetpraxis.gateway.routing.Service.REALTIME;
import static com.oetpraxis.gateway.routing.Service.SESSION;
import static com.oetpraxis.gateway.routing.Service.USER;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The table of catalogue 4.2, searched as a tree: a literal segment goes before {@code *}, and both
 * before {@code **}. What is not in it is not reachable, so {@code /internal} and {@code /actuator}
 * of the services are not.
 */
@Component
class RouteTable {

    static final List<Rule> RULES =
            List.of(
                    // the gateway itself
                    new Rule("/health", GATEWAY, ANYONE, FREE),
                    new Rule("/ready", GATEWAY, ANYONE, FREE),
                    new Rule("/v1/health", GATEWAY, ANYONE, FREE),
                    new Rule("/v1/ready", GATEWAY, ANYONE, FREE),
                    new Rule("/v1/system/status", GATEWAY, ANYONE, FREE),
                    new Rule("/v1/admin/system/overview", GATEWAY, ADMIN, CALL),
                    new Rule("/v1/docs/**", GATEWAY, ANYONE, FREE),
                    // accounts
                    new Rule("/.well-known/**", USER, ANYONE, FREE),
                    new Rule("/verify", USER, ANYONE, FREE),
                    new Rule("/v1/auth/**", USER, TOKEN, CALL),
                    new Rule("/v1/auth/register", USER, ANYONE, CALL),
                    new Rule("/v1/auth/verify-email", USER, ANYONE, CALL),
                    new Rule("/v1/auth/resend-verification", USER, ANYONE, CALL),
                    new Rule("/v1/auth/login", USER, ANYONE, CALL),
                    new Rule("/v1/auth/refresh", USER, ANYONE, CALL),
                    new Rule("/v1/auth/forgot-password", USER, ANYONE, CALL),
                    new Rule("/v1/auth/reset-password", USER, ANYONE, CALL),
                    new Rule("/v1/auth/mfa/**", USER, SERVICE, CALL), // enrolment tokens
                    new Rule("/v1/auth/jwks", USER, ANYONE, FREE),
                    new Rule("/v1/users/**", USER, TOKEN, CALL),
                    new Rule("/v1/support/**", USER, TOKEN, CALL),
                    new Rule("/v1/legal/**", USER, TOKEN, CALL),
                    new Rule("/v1/legal/documents/**", USER, ANYONE, CALL),
                    new Rule("/v1/data/**", USER, TOKEN, CALL),
                    new Rule("/v1/data/export/*/download", USER, SERVICE, CALL), // signed link
                    new Rule("/v1/notifications/**", USER, TOKEN, CALL),
                    new Rule("/v1/system/maintenance", USER, ANYONE, CALL),
                    // practice
                    new Rule("/v1/sessions/**", SESSION, TOKEN, CALL),
                    new Rule("/v1/progress/**", SESSION, TOKEN, CALL),
                    new Rule("/v1/shared/**", SESSION, ANYONE, CALL),
                    new Rule("/v1/sessions/*/stream", REALTIME, SERVICE, STREAM),
                    new Rule("/v1/sessions/*/ticket", REALTIME, TOKEN, CALL),
                    new Rule("/v1/notifications/stream", REALTIME, TOKEN, CALL),
                    new Rule("/v1/webhooks/livekit", REALTIME, SERVICE, WEBHOOK),
                    // content
                    new Rule("/v1/sessions/scenarios/**", CONTENT, TOKEN, CALL),
                    new Rule("/v1/scenarios/**", CONTENT, TOKEN, CALL),
                    new Rule("/v1/help/**", CONTENT, ANYONE, CALL),
                    // money
                    new Rule("/v1/subscriptions/**", BILLING, TOKEN, CALL),
                    new Rule("/v1/subscriptions/plans", BILLING, ANYONE, CALL),
                    new Rule("/v1/user/subscription/upgrade", BILLING, TOKEN, CALL),
                    new Rule("/v1/webhooks/stripe", BILLING, SERVICE, WEBHOOK),
                    // models
                    new Rule("/v1/ai/models/**", AI, ADMIN, CALL),
                    new Rule("/v1/ai/metrics/report", AI, ADMIN, CALL),
                    // administration, by resource (CX-43)
                    new Rule("/v1/admin/scenarios/**", CONTENT, TOKEN, CALL),
                    new Rule("/v1/admin/scenario-templates", CONTENT, TOKEN, CALL),
                    new Rule("/v1/admin/reviews/**", CONTENT, TOKEN, CALL),
                    new Rule("/v1/admin/help/**", CONTENT, TOKEN, CALL),
                    new Rule("/v1/admin/analytics/**", SESSION, TOKEN, CALL),
                    new Rule("/v1/admin/marking/**", SESSION, TOKEN, CALL),
                    new Rule("/v1/admin/sessions/live", REALTIME, TOKEN, CALL),
                    new Rule("/v1/admin/users/**", USER, TOKEN, CALL),
                    new Rule("/v1/admin/audit/**", USER, TOKEN, CALL),
                    new Rule("/v1/admin/support/**", USER, TOKEN, CALL),
                    new Rule("/v1/admin/legal/**", USER, TOKEN, CALL),
                    new Rule("/v1/admin/system/maintenance/**", USER, TOKEN, CALL),
                    new Rule("/v1/admin/events/**", USER, TOKEN, CALL),
                    new Rule("/v1/admin/jobs/**", USER, TOKEN, CALL),
                    new Rule("/v1/admin/billing/**", BILLING, TOKEN, CALL));

    private final Node root = new Node();

    RouteTable() {
        RULES.forEach(this::add);
    }

    private void add(Rule rule) {
        var node = root;
        for (var segment : rule.pattern().substring(1).split("/", -1)) {
            if (segment.equals("**")) {
                node.rest = rule;
                return;
            }
            node = node.children.computeIfAbsent(segment, name -> new Node());
        }
        node.here = rule;
    }

    /**
     * @param path as {@link CanonicalPath} gives it
     */
    @Nullable Rule match(String path) {
        return find(root, path, 1);
    }

    private static @Nullable Rule find(Node node, String path, int start) {
        if (start > path.length()) {
            return node.here == null ? node.rest : node.here;
        }
        var slash = path.indexOf('/', start);
        var end = slash < 0 ? path.length() : slash;
        var segment = path.substring(start, end);
        var literal = node.children.get(segment);
        var found = literal == null ? null : find(literal, path, end + 1);
        if (found == null && !segment.isEmpty()) {
            var any = node.children.get("*");
            found = any == null ? null : find(any, path, end + 1);
        }
        return found == null ? node.rest : found;
    }

    private static final class Node {
        final Map<String, Node> children = new HashMap<>();
        @Nullable Rule here;
        @Nullable Rule rest;
    }
}
