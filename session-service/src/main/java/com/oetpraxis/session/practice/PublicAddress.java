package com.oetpraxis.session.practice;

import java.net.URI;
import java.util.UUID;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param publicWsUrl where clients reach the gateway by WebSocket
 */
@ConfigurationProperties("praxis")
record PublicAddress(@DefaultValue("ws://localhost:8000") URI publicWsUrl) {

    PublicAddress {
        if (!"ws".equals(publicWsUrl.getScheme()) && !"wss".equals(publicWsUrl.getScheme())) {
            throw new IllegalArgumentException("praxis.public-ws-url must begin with ws or wss");
        }
    }

    /** The practice stream of a session; no secret is in it. */
    String stream(UUID sessionId) {
        var base = publicWsUrl.toString().replaceAll("/+$", "");
        return base + "/v1/sessions/" + sessionId + "/stream";
    }
}
