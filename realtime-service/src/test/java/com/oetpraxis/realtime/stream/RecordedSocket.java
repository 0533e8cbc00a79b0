package com.oetpraxis.realtime.stream;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.function.Consumer;
import org.springframework.http.HttpHeaders;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;

/** The server's end of a client's connection; hands on what is sent. */
final class RecordedSocket {

    private RecordedSocket() {}

    static WebSocketSession of(URI uri, Consumer<String> sent, Consumer<CloseStatus> closed) {
        var headers = new HttpHeaders();
        return (WebSocketSession)
                Proxy.newProxyInstance(
                        RecordedSocket.class.getClassLoader(),
                        new Class<?>[] {WebSocketSession.class},
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "getUri" -> uri;
                                    case "getHandshakeHeaders" -> headers;
                                    case "sendMessage" -> {
                                        if (arguments[0] instanceof TextMessage text) {
                                            sent.accept(text.getPayload());
                                        }
                                        yield null;
                                    }
                                    case "close" -> {
                                        closed.accept((CloseStatus) arguments[0]);
                                        yield null;
                                    }
                                    case "hashCode" -> System.identityHashCode(proxy);
                                    case "equals" ->
                                            System.identityHashCode(proxy)
                                                    == System.identityHashCode(arguments[0]);
                                    default -> null;
                                });
    }
}
