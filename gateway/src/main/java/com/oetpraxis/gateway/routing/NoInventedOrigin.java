package com.oetpraxis.gateway.routing;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;

/**
 * Netty's WebSocket handshake names the address it connects to as the origin where the client named
 * none. To the service that would look like a page of an unknown origin, so it is taken out again.
 */
@Sharable
class NoInventedOrigin extends ChannelOutboundHandlerAdapter {

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
            throws Exception {
        if (message instanceof HttpRequest request) {
            var headers = request.headers();
            var own = headers.get(HttpHeaderNames.HOST);
            var origin = headers.get(HttpHeaderNames.ORIGIN);
            if (origin != null
                    && (origin.equals("http://" + own) || origin.equals("https://" + own))) {
                headers.remove(HttpHeaderNames.ORIGIN);
            }
        }
        super.write(context, message, promise);
    }
}
