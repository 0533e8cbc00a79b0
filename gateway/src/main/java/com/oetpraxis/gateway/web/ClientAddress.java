package com.oetpraxis.gateway.web;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * Whose address counts as the client's: the sender's, or what a trusted proxy in front of us says.
 */
@Component
class ClientAddress {

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final List<IpSubnetFilterRule> trusted;

    ClientAddress(WebProperties properties) {
        this.trusted =
                properties.trustedProxies().stream()
                        .map(cidr -> new IpSubnetFilterRule(cidr, IpFilterRuleType.ACCEPT))
                        .toList();
    }

    /** The last address in the chain of proxies that no trusted proxy wrote for itself. */
    String of(ServerHttpRequest request) {
        var remote = request.getRemoteAddress();
        if (remote == null || remote.getAddress() == null) {
            return "unknown";
        }
        var address = remote.getAddress();
        if (trusted.isEmpty() || !isTrusted(address)) {
            return address.getHostAddress();
        }
        var forwarded = request.getHeaders().getOrEmpty(FORWARDED_FOR);
        var chain = String.join(",", forwarded).split(",", -1);
        for (var i = chain.length - 1; i >= 0; i--) {
            var hop = parse(chain[i].trim());
            if (hop == null) {
                break;
            }
            address = hop;
            if (!isTrusted(hop)) {
                break;
            }
        }
        return address.getHostAddress();
    }

    private boolean isTrusted(InetAddress address) {
        var socket = new InetSocketAddress(address, 0);
        return trusted.stream().anyMatch(rule -> rule.matches(socket));
    }

    private static @Nullable InetAddress parse(String literal) {
        try {
            return InetAddress.ofLiteral(literal);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
