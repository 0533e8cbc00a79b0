package com.oetpraxis.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.devstack.server.Ports;
import com.oetpraxis.gateway.testing.RunningGateway;
import com.oetpraxis.gateway.testing.StubService;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.WebsocketServerSpec;

/** Practice streams through the gateway to a service that echoes and closes on command. */
class StreamTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final StubService REALTIME = StubService.start("realtime-service");
    private static final BlockingQueue<Integer> CLOSED = new LinkedBlockingQueue<>();
    private static final RunningGateway GATEWAY = gateway();

    private static RunningGateway gateway() {
        try {
            return RunningGateway.start(
                    Map.of(
                            "gateway.rate-limit.scale",
                            "1000",
                            "gateway.status.interval",
                            "1h",
                            "gateway.services.realtime-service",
                            REALTIME.url() + ",http://127.0.0.1:" + Ports.free()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void behave() {
        CLOSED.clear();
        REALTIME.behaveNormally();
        REALTIME.behave(StreamTest::stream);
    }

    @AfterEach
    void noStreamIsLeft() {
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(
                                        GATEWAY.bean(
                                                        io.micrometer.core.instrument.MeterRegistry
                                                                .class)
                                                .get("gateway.streams.open")
                                                .gauge()
                                                .value())
                                .isZero());
    }

    @AfterAll
    static void stop() {
        GATEWAY.close();
        REALTIME.close();
    }

    /** Echoes; {@code close N} closes with N, {@code die} cuts the connection. */
    private static Publisher<Void> stream(HttpServerRequest request, HttpServerResponse response) {
        var builder = WebsocketServerSpec.builder().maxFramePayloadLength(1_048_576);
        if (request.requestHeaders().contains("Sec-WebSocket-Protocol")) {
            builder.protocols("praxis.v1,bearer"); // with these, a client without any gets nothing
        }
        return response.sendWebsocket(
                (in, out) -> {
                    in.receiveCloseStatus().subscribe(status -> CLOSED.add(status.code()));
                    return out.sendObject(
                            in.receiveFrames()
                                    .concatMap(frame -> answer(frame, in::withConnection)));
                },
                builder.build());
    }

    private interface WithConnection {
        Object apply(java.util.function.Consumer<? super reactor.netty.Connection> c);
    }

    private static Flux<WebSocketFrame> answer(WebSocketFrame frame, WithConnection connection) {
        if (frame instanceof BinaryWebSocketFrame) {
            return Flux.just(frame.retain());
        }
        if (!(frame instanceof TextWebSocketFrame text)) {
            return Flux.empty();
        }
        var words = text.text();
        if (words.startsWith("close ")) {
            return Flux.just(
                    new CloseWebSocketFrame(Integer.parseInt(words.substring(6)), "as asked"));
        }
        if (words.equals("die")) {
            connection.apply(c -> {
                var _ = c.channel().close();
            });
            return Flux.empty();
        }
        if (words.equals("ping me")) {
            return Flux.just(new PingWebSocketFrame(), new TextWebSocketFrame("pinged"));
        }
        return Flux.just(new TextWebSocketFrame(words));
    }

    /** What a client hears. */
    private static final class Ear implements WebSocket.Listener {

        final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        final BlockingQueue<Integer> binaries = new LinkedBlockingQueue<>();
        final BlockingQueue<Integer> pings = new LinkedBlockingQueue<>();
        final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final StringBuilder part = new StringBuilder();
        private int bytes;

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket s, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                texts.add(part.toString());
                part.setLength(0);
            }
            s.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket s, ByteBuffer data, boolean last) {
            bytes += data.remaining();
            if (last) {
                binaries.add(bytes);
                bytes = 0;
            }
            s.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPing(WebSocket s, ByteBuffer message) {
            pings.add(1);
            s.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket s, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket s, Throwable error) {
            closed.completeExceptionally(error);
        }

        String text() throws InterruptedException {
            var text = texts.poll(10, TimeUnit.SECONDS);
            assertThat(text).isNotNull();
            return text;
        }
    }

    private static CompletableFuture<WebSocket> connect(
            RunningGateway gateway, String pathAndQuery, Ear ear, String... protocols) {
        var builder = CLIENT.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(20));
        if (protocols.length > 0) {
            builder.subprotocols(
                    protocols[0],
                    List.of(protocols).subList(1, protocols.length).toArray(String[]::new));
        }
        return builder.buildAsync(
                URI.create("ws://127.0.0.1:" + gateway.port() + pathAndQuery), ear);
    }

    @Test
    void passesTextAndLargeBinaryBothWays() throws InterruptedException {
        var ear = new Ear();
        var socket = connect(GATEWAY, "/v1/sessions/s-1/stream?ticket=t-1", ear).join();

        socket.sendText("{\"type\":\"ping\"}", true).join();
        socket.sendBinary(ByteBuffer.allocate(300_000), true).join();

        assertThat(ear.text()).isEqualTo("{\"type\":\"ping\"}");
        assertThat(ear.binaries.poll(10, TimeUnit.SECONDS)).isEqualTo(300_000);
        assertThat(REALTIME.last().uri()).isEqualTo("/v1/sessions/s-1/stream?ticket=t-1");
        socket.sendClose(1000, "bye").join();
        assertThat(CLOSED.poll(10, TimeUnit.SECONDS)).isEqualTo(1000);
    }

    @Test
    void passesTheSubprotocolThatTheServiceChose() {
        var ear = new Ear();
        var socket =
                connect(GATEWAY, "/v1/sessions/s-1/stream", ear, "bearer", "eyJ.token.x").join();

        assertThat(socket.getSubprotocol()).isEqualTo("bearer");
        assertThat(REALTIME.last().headers())
                .hasEntrySatisfying(
                        "sec-websocket-protocol",
                        value -> assertThat(value).contains("bearer").contains("eyJ.token.x"));
        socket.abort();
    }

    @Test
    void passesTheServicesFarewellOn() throws Exception {
        for (var code : List.of(1000, 1011, 4400, 4401, 4409, 4410, 4429)) {
            var ear = new Ear();
            var socket = connect(GATEWAY, "/v1/sessions/s-1/stream", ear).join();

            socket.sendText("close " + code, true).join();

            assertThat(ear.closed.get(10, TimeUnit.SECONDS)).isEqualTo(code);
        }
    }

    @Test
    void passesTheClientsFarewellOn() throws InterruptedException {
        var socket = connect(GATEWAY, "/v1/sessions/s-1/stream", new Ear()).join();

        socket.sendClose(4400, "done").join();

        assertThat(CLOSED.poll(10, TimeUnit.SECONDS)).isEqualTo(4400);
    }

    @Test
    void tellsTheServiceThatAClientIsGone() throws InterruptedException {
        var ear = new Ear();
        var socket = connect(GATEWAY, "/v1/sessions/s-1/stream", ear).join();
        socket.sendText("hello", true).join();
        ear.text();

        socket.abort();

        assertThat(CLOSED.poll(10, TimeUnit.SECONDS)).isEqualTo(1001);
    }

    @Test
    void tellsTheClientThatTheServiceIsGone() throws Exception {
        var ear = new Ear();
        var socket = connect(GATEWAY, "/v1/sessions/s-1/stream", ear).join();

        socket.sendText("die", true).join();

        assertThat(ear.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1011);
    }

    @Test
    void passesPingsOn() throws InterruptedException {
        var ear = new Ear();
        var socket = connect(GATEWAY, "/v1/sessions/s-1/stream", ear).join();

        socket.sendText("ping me", true).join();

        assertThat(ear.text()).isEqualTo("pinged");
        assertThat(ear.pings).hasSize(1);
        socket.abort();
    }

    @Test
    void namesNoOriginWhereTheClientNamesNone() {
        var socket = connect(GATEWAY, "/v1/sessions/s-1/stream", new Ear()).join();

        assertThat(REALTIME.last().headers()).doesNotContainKey("origin");
        socket.abort();
    }

    @Test
    void passesTheClientsOriginOn() {
        var socket =
                CLIENT.newWebSocketBuilder()
                        .header("Origin", "https://elsewhere.example")
                        .buildAsync(
                                URI.create(
                                        "ws://127.0.0.1:"
                                                + GATEWAY.port()
                                                + "/v1/sessions/s-1/stream"),
                                new Ear())
                        .join();

        assertThat(REALTIME.last().headers())
                .containsEntry("origin", "https://elsewhere.example")
                .containsEntry("x-forwarded-host", "127.0.0.1:" + GATEWAY.port());
        socket.abort();
    }

    @Test
    void goesToTheInstanceThatAnswersWhicheverTheSession() throws Exception {
        for (var i = 0; i < 8; i++) {
            var ear = new Ear();
            var socket = connect(GATEWAY, "/v1/sessions/s-" + i + "/stream", ear).join();

            socket.sendText("close 1000", true).join();

            assertThat(ear.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1000);
        }
    }

    @Test
    void goesOnWhereAnInstanceTakesTheConnectionAndSaysNothing() throws Exception {
        try (var silent = StubService.start("realtime-service");
                var gateway =
                        RunningGateway.start(
                                Map.of(
                                        "gateway.rate-limit.scale",
                                        "1000",
                                        "gateway.handshake-timeout",
                                        "500ms",
                                        "gateway.status.interval",
                                        "1h",
                                        "gateway.services.realtime-service",
                                        silent.url() + "," + REALTIME.url()))) {
            silent.behave((request, response) -> Mono.never());
            for (var i = 0; i < 4; i++) {
                var ear = new Ear();
                var socket = connect(gateway, "/v1/sessions/s-" + i + "/stream", ear).join();
                socket.sendText("close 4410", true).join();

                assertThat(ear.closed.get(10, TimeUnit.SECONDS)).isEqualTo(4410);
            }
        }
    }

    @Test
    void answers503WhereNoInstanceTakesAStream() throws IOException {
        try (var gateway =
                RunningGateway.start(
                        Map.of(
                                "gateway.rate-limit.scale",
                                "1000",
                                "gateway.services.realtime-service",
                                "http://127.0.0.1:" + Ports.free()))) {
            var refused =
                    org.junit.jupiter.api.Assertions.assertThrows(
                            CompletionException.class,
                            () -> connect(gateway, "/v1/sessions/s-1/stream", new Ear()).join());

            assertThat(refused.getCause()).isInstanceOf(WebSocketHandshakeException.class);
            assertThat(
                            ((WebSocketHandshakeException) refused.getCause())
                                    .getResponse()
                                    .statusCode())
                    .isEqualTo(503);
        }
    }
}
