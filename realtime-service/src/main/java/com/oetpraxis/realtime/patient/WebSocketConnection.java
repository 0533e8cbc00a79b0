package com.oetpraxis.realtime.patient;

import java.io.ByteArrayOutputStream;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One WebSocket to ai-service; sends one message after the other, as its interface demands. */
final class WebSocketConnection implements LineTransport.Connection, WebSocket.Listener {

    private static final int LARGEST_MESSAGE = 1 << 20;

    private final LineTransport.Receiver receiver;
    private final StringBuilder partialText = new StringBuilder();
    private final Sound partialSound = new Sound();
    private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);
    private volatile @Nullable WebSocket socket;

    /** A buffer whose content can be erased. */
    private static final class Sound extends ByteArrayOutputStream {
        @Override
        public synchronized void reset() {
            Arrays.fill(buf, (byte) 0);
            super.reset();
        }
    }

    WebSocketConnection(LineTransport.Receiver receiver) {
        this.receiver = receiver;
    }

    @Override
    public void onOpen(WebSocket webSocket) {
        socket = webSocket;
        receiver.connected(this);
        webSocket.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(
            WebSocket webSocket, CharSequence data, boolean last) {
        partialText.append(data);
        if (partialText.length() > LARGEST_MESSAGE) {
            tooLong();
            return null;
        }
        if (last) {
            String text = partialText.toString();
            partialText.setLength(0);
            receiver.text(text);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(
            WebSocket webSocket, ByteBuffer data, boolean last) {
        byte[] part = new byte[data.remaining()];
        data.get(part);
        if (partialSound.size() + part.length > LARGEST_MESSAGE) {
            tooLong();
            return null;
        }
        if (last && partialSound.size() == 0) {
            receiver.binary(part);
        } else {
            partialSound.write(part, 0, part.length);
            Arrays.fill(part, (byte) 0);
            if (last) {
                byte[] whole = partialSound.toByteArray();
                partialSound.reset();
                receiver.binary(whole);
            }
        }
        webSocket.request(1);
        return null;
    }

    private void tooLong() {
        abort();
        receiver.lost(new IllegalStateException("a message was too long"));
    }

    @Override
    public @Nullable CompletionStage<?> onClose(
            WebSocket webSocket, int statusCode, String reason) {
        receiver.lost(new IllegalStateException("closed with " + statusCode));
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        receiver.lost(error);
    }

    @Override
    public synchronized void send(String text) {
        WebSocket to = socket;
        if (to != null) {
            sending = sending.thenCompose(_ -> to.sendText(text, true));
            watch();
        }
    }

    @Override
    public synchronized void send(byte[] frame) {
        WebSocket to = socket;
        if (to == null) {
            Arrays.fill(frame, (byte) 0);
            return;
        }
        sending =
                sending.thenCompose(_ -> to.sendBinary(ByteBuffer.wrap(frame), true))
                        .whenComplete((_, _) -> Arrays.fill(frame, (byte) 0));
        watch();
    }

    private void watch() {
        sending =
                sending.whenComplete((_, failure) -> {
                    if (failure != null) {
                        receiver.lost(failure);
                    }
                });
    }

    @Override
    public synchronized void close() {
        WebSocket to = socket;
        if (to != null) {
            sending = sending.thenCompose(_ -> to.sendClose(WebSocket.NORMAL_CLOSURE, ""));
        }
    }

    @Override
    public void abort() {
        WebSocket to = socket;
        if (to != null) {
            to.abort();
        }
    }
}
