package com.oetpraxis.realtime.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketExtension;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;

class OutgoingTest {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final SlowSocket socket = new SlowSocket();
    private final Outgoing outgoing = new Outgoing(socket, threads);

    @AfterEach
    void stop() {
        socket.reads.release(100_000);
        threads.shutdown();
    }

    @Test
    void sendsInOrderAndClosesAtLast() {
        socket.reads.release(100);

        for (int i = 0; i < 50; i++) {
            outgoing.send("m" + i);
        }
        outgoing.close(CloseStatus.NORMAL);
        outgoing.send("too late");

        await().untilAsserted(() -> assertThat(socket.closedWith).isEqualTo(CloseStatus.NORMAL));
        assertThat(socket.sent).hasSize(50).startsWith("m0", "m1").endsWith("m49");
    }

    @Test
    void letsAClientGoThatDoesNotRead() {
        for (int i = 0; i < 600; i++) {
            outgoing.send("m" + i);
        }

        await().untilAsserted(() ->
                assertThat(socket.closedWith).isEqualTo(CloseStatus.SESSION_NOT_RELIABLE));
        assertThat(socket.sent).isEmpty();
    }

    /** A client that reads as many messages as it has permits for. */
    private static final class SlowSocket implements WebSocketSession {

        final Semaphore reads = new Semaphore(0);
        final List<String> sent = new CopyOnWriteArrayList<>();
        volatile @Nullable CloseStatus closedWith;

        @Override
        public void sendMessage(WebSocketMessage<?> message) {
            reads.acquireUninterruptibly();
            sent.add(String.valueOf(message.getPayload()));
        }

        @Override
        public void close(CloseStatus status) {
            closedWith = status;
        }

        @Override
        public void close() {
            close(CloseStatus.NORMAL);
        }

        @Override
        public String getId() {
            return "slow";
        }

        @Override
        public @Nullable URI getUri() {
            return null;
        }

        @Override
        public HttpHeaders getHandshakeHeaders() {
            return new HttpHeaders();
        }

        @Override
        public Map<String, Object> getAttributes() {
            return new ConcurrentHashMap<>();
        }

        @Override
        public @Nullable Principal getPrincipal() {
            return null;
        }

        @Override
        public @Nullable InetSocketAddress getLocalAddress() {
            return null;
        }

        @Override
        public @Nullable InetSocketAddress getRemoteAddress() {
            return null;
        }

        @Override
        public @Nullable String getAcceptedProtocol() {
            return null;
        }

        @Override
        public void setTextMessageSizeLimit(int limit) {}

        @Override
        public int getTextMessageSizeLimit() {
            return 0;
        }

        @Override
        public void setBinaryMessageSizeLimit(int limit) {}

        @Override
        public int getBinaryMessageSizeLimit() {
            return 0;
        }

        @Override
        public List<WebSocketExtension> getExtensions() {
            return List.of();
        }

        @Override
        public boolean isOpen() {
            return closedWith == null;
        }
    }
}
