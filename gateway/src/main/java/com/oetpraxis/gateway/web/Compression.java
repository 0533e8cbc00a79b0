package com.oetpraxis.gateway.web;

import io.netty.handler.codec.http.HttpHeaderNames;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Answers from 1,024 bytes on are compressed, unless the caller declines (catalogue ch. 23). */
@Component
class Compression implements NettyServerCustomizer {

    private static final int FROM_BYTES = 1_024;

    @Override
    public HttpServer apply(HttpServer server) {
        return server.compress(Compression::isWorthIt);
    }

    private static boolean isWorthIt(HttpServerRequest request, HttpServerResponse response) {
        var answer = response.responseHeaders();
        var type = answer.get(HttpHeaderNames.CONTENT_TYPE);
        var length = answer.get(HttpHeaderNames.CONTENT_LENGTH);
        if (type == null
                || !isText(type)
                || (length != null && Long.parseLong(length) < FROM_BYTES)) {
            return false;
        }
        if (!answer.contains(HttpHeaderNames.VARY, HttpHeaderNames.ACCEPT_ENCODING, true)) {
            answer.add(HttpHeaderNames.VARY, HttpHeaderNames.ACCEPT_ENCODING);
        }
        var asked = request.requestHeaders();
        return asked.contains(HttpHeaderNames.ACCEPT_ENCODING)
                && !asked.contains("x-no-compression");
    }

    private static boolean isText(String type) {
        return !type.startsWith("text/event-stream")
                && (type.startsWith("text/")
                        || type.contains("json")
                        || type.contains("xml")
                        || type.contains("javascript")
                        || type.contains("yaml"));
    }
}
