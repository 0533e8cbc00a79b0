package com.oetpraxis.ai.live;

import com.oetpraxis.ai.card.CardLibrary;
import com.oetpraxis.ai.patient.PatientEngine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;
import tools.jackson.databind.json.JsonMapper;

/**
 * One line per session: {@code open} first, then questions, each answered in order. A bad message
 * is answered by {@code error} and leaves the line open. Messages come in parts, so that an idle
 * line needs little room.
 */
@Component
class LiveHandler extends AbstractWebSocketHandler {

    /** Room for the turns of a whole session, which come with {@code open}. */
    private static final int MOST_TEXT = 1 << 20;

    private final Line.Tools tools;
    private final Map<String, Connection> connections = new ConcurrentHashMap<>();

    LiveHandler(
            PatientEngine engine,
            CardLibrary cards,
            Voices voices,
            JsonMapper json,
            MeterRegistry meters) {
        var replyTime =
                Timer.builder("patient.reply").publishPercentiles(0.5, 0.95).register(meters);
        this.tools = new Line.Tools(engine, cards, voices, json, replyTime);
    }

    @Override
    public boolean supportsPartialMessages() {
        return true;
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession socket) {
        var connection = new Connection(new Line(socket, tools));
        connections.put(socket.getId(), connection);
        connection.line.start();
    }

    @Override
    protected void handleTextMessage(WebSocketSession socket, TextMessage message)
            throws IOException {
        var connection = connections.get(socket.getId());
        if (connection != null && !connection.text(message.getPayload(), message.isLast())) {
            socket.close(CloseStatus.TOO_BIG_TO_PROCESS);
        }
    }

    @Override
    protected void handleBinaryMessage(WebSocketSession socket, BinaryMessage message)
            throws IOException {
        var connection = connections.get(socket.getId());
        if (connection != null && !connection.sound(message.getPayload(), message.isLast())) {
            socket.close(CloseStatus.TOO_BIG_TO_PROCESS);
        }
    }

    @Override
    public void afterConnectionClosed(WebSocketSession socket, CloseStatus status) {
        var connection = connections.remove(socket.getId());
        if (connection != null) {
            connection.line.close();
        }
    }

    /** Puts the parts of messages together. */
    private static final class Connection {

        private static final int FIRST_ROOM = 16_384;

        private final Line line;
        private final StringBuilder text = new StringBuilder();
        private byte[] sound = new byte[0];
        private int filled;

        private Connection(Line line) {
            this.line = line;
        }

        /** False if the message is too long. */
        private boolean text(String part, boolean last) {
            if (text.length() + part.length() > MOST_TEXT) {
                return false;
            }
            text.append(part);
            if (last) {
                var whole = text.toString();
                text.setLength(0);
                text.trimToSize();
                line.text(whole);
            }
            return true;
        }

        /** False if the message is too long. */
        private boolean sound(ByteBuffer part, boolean last) {
            int length = filled + part.remaining();
            if (length > SoundFrame.MOST_BYTES) {
                Arrays.fill(sound, (byte) 0);
                return false;
            }
            if (length > sound.length) {
                var longer =
                        Arrays.copyOf(sound, Math.max(length, Math.max(FIRST_ROOM, 2 * filled)));
                Arrays.fill(sound, (byte) 0);
                sound = longer;
            }
            part.get(sound, filled, part.remaining());
            filled = length;
            if (last) {
                line.sound(ByteBuffer.wrap(sound, 0, filled));
                Arrays.fill(sound, (byte) 0);
                filled = 0;
            }
            return true;
        }
    }
}
