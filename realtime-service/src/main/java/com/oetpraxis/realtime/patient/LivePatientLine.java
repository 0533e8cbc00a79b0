package com.oetpraxis.realtime.patient;

import com.oetpraxis.realtime.patient.PatientConnector.Casting;
import com.oetpraxis.realtime.session.StoredTurn;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** One line over ai-service's live WebSocket; see {@link PatientLine} for what it promises. */
final class LivePatientLine implements PatientLine {

    private static final Logger log = LoggerFactory.getLogger(LivePatientLine.class);
    private static final int LARGEST_MESSAGE = 1 << 20;
    private static final Duration FIRST_WAIT = Duration.ofMillis(50);

    private final LivePatientConnector connector;
    private final Casting casting;
    private final Supplier<List<StoredTurn>> turns;
    private final PatientListener listener;

    private @Nullable Channel channel;
    private @Nullable Request pending;
    private int failures;
    private boolean closed;

    /** What was asked last; {@code line} is the number of the patient's turn. */
    private static final class Request {
        final int line;
        final Map<String, Object> message;

        Request(int line, Map<String, Object> message) {
            this.line = line;
            this.message = message;
        }
    }

    LivePatientLine(
            LivePatientConnector connector,
            Casting casting,
            Supplier<List<StoredTurn>> turns,
            PatientListener listener) {
        this.connector = connector;
        this.casting = casting;
        this.turns = turns;
        this.listener = listener;
    }

    @Override
    public void reply(int learnerTurn, String text, boolean interrupted, long elapsedMs) {
        var message = message("turn", learnerTurn);
        message.put("text", text);
        message.put("interrupted", interrupted);
        message.put("elapsedMs", elapsedMs);
        ask(new Request(learnerTurn + 1, message));
    }

    @Override
    public void silence(int count, int turn) {
        var message = message("silence", turn);
        message.put("count", count);
        ask(new Request(turn, message));
    }

    @Override
    public void timeUp(int turn) {
        ask(new Request(turn, message("time_up", turn)));
    }

    @Override
    public synchronized void heard(int turn, String heardText) {
        var message = message("heard", turn);
        message.put("heardText", heardText);
        if (channel != null && channel.open) {
            channel.send(message);
        } // else the turns sent with the next opening tell it
    }

    @Override
    public synchronized void cancel(int turn) {
        if (pending != null && pending.line == turn) {
            pending = null;
        }
        if (channel != null && channel.open) {
            channel.send(message("cancel", turn));
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        pending = null;
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }

    /** Opens the line at the next instance. */
    synchronized void connect() {
        if (closed) {
            return;
        }
        var opening = new Channel();
        channel = opening;
        var _ =
                connector
                        .http()
                        .newWebSocketBuilder()
                        .header("Authorization", "Bearer " + connector.token())
                        .connectTimeout(Duration.ofSeconds(2))
                        .buildAsync(connector.nextInstance(), opening)
                        .whenComplete((socket, failure) -> {
                            if (failure != null) {
                                lost(opening, failure);
                            }
                        });
    }

    private synchronized void ask(Request request) {
        if (closed) {
            return;
        }
        pending = request;
        if (channel != null && channel.open) {
            channel.send(request.message);
        }
        expectAnswer(request);
    }

    private void expectAnswer(Request request) {
        connector.later(() -> askAgain(request), connector.properties().attempt());
    }

    /** An answer is overdue: over to another instance. */
    private synchronized void askAgain(Request request) {
        if (closed || pending != request) {
            return;
        }
        log.warn("Session {} has waited for its patient, opening a new line", casting.sessionId());
        if (channel != null && channel.open) {
            channel.abort();
            connect();
        }
        expectAnswer(request);
    }

    private synchronized void lost(Channel lost, Throwable failure) {
        if (closed || channel != lost) {
            return;
        }
        if (failures == 0) {
            log.warn(
                    "Session {} lost the line to its patient: {}",
                    casting.sessionId(),
                    failure.toString());
        }
        channel = null;
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(failures, 10));
        Duration longest = connector.properties().reconnect();
        failures++;
        connector.later(this::connectIfLost, wait.compareTo(longest) > 0 ? longest : wait);
    }

    private synchronized void connectIfLost() {
        if (channel == null) {
            connect();
        }
    }

    private void received(Channel from, JsonNode message) {
        switch (message.path("type").asString("")) {
            case "opened" -> opened(from, message);
            case "reply" -> replied(from, message);
            case "error" -> failed(from, message);
            default -> {} // deltas: a reply is stored as a whole before its first word is sent
        }
    }

    private void opened(Channel from, JsonNode message) {
        synchronized (this) {
            if (channel != from) {
                return;
            }
            failures = 0;
            from.open = true;
            if (pending != null) {
                from.send(pending.message);
            }
        }
        JsonNode speaker = message.path("speaker");
        listener.opened(
                new PatientListener.Abilities(
                        text(message, "recogniser"),
                        speaker.isObject()
                                ? new PatientListener.Speaker(
                                        speaker.path("name").asString(""), text(speaker, "gender"))
                                : null));
    }

    private void replied(Channel from, JsonNode message) {
        int turn = message.path("turn").asInt(0);
        synchronized (this) {
            if (channel != from || pending == null || pending.line != turn) {
                return;
            }
            pending = null;
        }
        listener.replied(
                new PatientListener.Reply(
                        turn,
                        message.path("text").asString(""),
                        message.path("prompted").asBoolean(false),
                        message.path("closing").asBoolean(false),
                        tree(message, "matched"),
                        text(message, "engineVersion"),
                        tree(message, "stageMs")));
    }

    private void failed(Channel from, JsonNode message) {
        log.warn(
                "The patient of session {} answered {}",
                casting.sessionId(),
                message.path("code").asString("an error"));
        Request request;
        synchronized (this) {
            if (channel != from) {
                return;
            }
            request = pending;
            if (message.path("retryable").asBoolean(false)) {
                return; // asked again when the answer is overdue
            }
            pending = null;
        }
        if (request != null) {
            listener.failed(request.line);
        }
    }

    private static Map<String, Object> message(String type, int turn) {
        var message = new LinkedHashMap<String, Object>();
        message.put("type", type);
        message.put("turn", turn);
        return message;
    }

    private static @Nullable String text(JsonNode message, String member) {
        JsonNode value = message.path(member);
        return value.isString() ? value.asString() : null;
    }

    private static @Nullable JsonNode tree(JsonNode message, String member) {
        JsonNode value = message.path(member);
        return value.isMissingNode() || value.isNull() ? null : value;
    }

    /** One WebSocket; sends one message after the other, as its interface demands. */
    private final class Channel implements WebSocket.Listener {

        private final StringBuilder partial = new StringBuilder();
        private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);
        private volatile @Nullable WebSocket socket;
        volatile boolean open;

        @Override
        public void onOpen(WebSocket webSocket) {
            socket = webSocket;
            synchronized (LivePatientLine.this) {
                if (closed || channel != this) {
                    webSocket.abort();
                    return;
                }
                var opening = new LinkedHashMap<String, Object>();
                opening.put("type", "open");
                opening.put("sessionId", casting.sessionId());
                opening.put("scenarioId", casting.scenarioId());
                opening.put("scenarioVersion", casting.scenarioVersion());
                opening.put("turns", turns.get());
                send(opening);
            }
            webSocket.request(1);
        }

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket webSocket, CharSequence data, boolean last) {
            partial.append(data);
            if (partial.length() > LARGEST_MESSAGE) {
                abort();
                lost(this, new IllegalStateException("a message was too long"));
                return null;
            }
            if (last) {
                String text = partial.toString();
                partial.setLength(0);
                try {
                    received(this, connector.json().readTree(text));
                } catch (JacksonException e) {
                    log.warn("The patient of session {} sent no JSON", casting.sessionId());
                }
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(
                WebSocket webSocket, int statusCode, String reason) {
            lost(this, new IllegalStateException("closed with " + statusCode));
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            lost(this, error);
        }

        void send(Map<String, Object> message) {
            WebSocket to = socket;
            if (to == null) {
                return;
            }
            String text = connector.json().writeValueAsString(message);
            sending =
                    sending.thenCompose(_ -> to.sendText(text, true))
                            .whenComplete((_, failure) -> {
                                if (failure != null) {
                                    lost(this, failure);
                                }
                            });
        }

        void close() {
            WebSocket to = socket;
            if (to != null) {
                sending = sending.thenCompose(_ -> to.sendClose(WebSocket.NORMAL_CLOSURE, ""));
            }
        }

        void abort() {
            WebSocket to = socket;
            if (to != null) {
                to.abort();
            }
        }
    }
}
