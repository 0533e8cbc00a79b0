package com.oetpraxis.realtime.stream;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.SubProtocolCapable;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;

/**
 * Puts messages together and hands them to their stream. Takes them in parts, so that a huge one
 * costs no memory and no connection: it is answered and forgotten.
 */
@Component
class StreamHandler implements WebSocketHandler, SubProtocolCapable {

    private static final String STREAM = "stream";
    private static final String PARTS = "parts";
    private static final int LONGEST_TEXT = 128 * 1024;
    private static final int LARGEST_FRAME = 64 * 1024;

    private final LiveStreams streams;

    StreamHandler(LiveStreams streams) {
        this.streams = streams;
    }

    /** What has come of a message that is not complete yet. */
    private static final class Parts {
        final StringBuilder text = new StringBuilder();
        final Bytes bytes = new Bytes();
        boolean tooLong;
    }

    /** A buffer whose content can be erased. */
    private static final class Bytes extends ByteArrayOutputStream {
        @Override
        public synchronized void reset() {
            Arrays.fill(buf, (byte) 0);
            super.reset();
        }
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession socket) {
        socket.getAttributes().put(PARTS, new Parts());
        socket.getAttributes().put(STREAM, streams.open(socket));
    }

    @Override
    public void handleMessage(WebSocketSession socket, WebSocketMessage<?> message) {
        LiveStream stream = stream(socket);
        if (stream == null || !(socket.getAttributes().get(PARTS) instanceof Parts parts)) {
            return;
        }
        if (message instanceof TextMessage text) {
            text(stream, parts, text);
        } else if (message instanceof BinaryMessage binary) {
            binary(stream, parts, binary);
        }
    }

    private static void text(LiveStream stream, Parts parts, TextMessage message) {
        boolean tooLong =
                parts.tooLong || parts.text.length() + message.getPayloadLength() > LONGEST_TEXT;
        if (!tooLong) {
            parts.text.append(message.getPayload());
        }
        parts.tooLong = tooLong;
        if (message.isLast()) {
            String whole = parts.text.toString();
            parts.text.setLength(0);
            parts.tooLong = false;
            if (tooLong) {
                stream.oversize(false);
            } else {
                stream.text(whole);
            }
        }
    }

    private static void binary(LiveStream stream, Parts parts, BinaryMessage message) {
        ByteBuffer payload = message.getPayload();
        boolean tooLong = parts.tooLong || parts.bytes.size() + payload.remaining() > LARGEST_FRAME;
        if (!tooLong) {
            byte[] part = new byte[payload.remaining()];
            payload.get(part);
            parts.bytes.write(part, 0, part.length);
            Arrays.fill(part, (byte) 0);
        }
        parts.tooLong = tooLong;
        if (message.isLast()) {
            byte[] whole = parts.bytes.toByteArray();
            parts.bytes.reset();
            parts.tooLong = false;
            if (tooLong) {
                Arrays.fill(whole, (byte) 0);
                stream.oversize(true);
            } else {
                stream.binary(whole);
            }
        }
    }

    @Override
    public void handleTransportError(WebSocketSession socket, Throwable exception) {
        // the close that follows is what counts
    }

    @Override
    public void afterConnectionClosed(WebSocketSession socket, CloseStatus status) {
        LiveStream stream = stream(socket);
        if (stream != null) {
            stream.disconnected();
        }
    }

    @Override
    public boolean supportsPartialMessages() {
        return true;
    }

    @Override
    public List<String> getSubProtocols() {
        return List.of(Admission.SUBPROTOCOL);
    }

    private static @Nullable LiveStream stream(WebSocketSession socket) {
        return socket.getAttributes().get(STREAM) instanceof LiveStream stream ? stream : null;
    }
}
