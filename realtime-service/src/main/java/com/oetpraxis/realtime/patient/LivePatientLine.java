package com.oetpraxis.realtime.patient;

import com.oetpraxis.realtime.patient.PatientConnector.Casting;
import com.oetpraxis.realtime.session.StoredTurn;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One line over ai-service's live WebSocket; see {@link PatientLine} for what it promises. */
final class LivePatientLine implements PatientLine {

    private static final Logger log = LoggerFactory.getLogger(LivePatientLine.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(50);

    private final LineTransport transport;
    private final PatientProperties properties;
    private final JsonMapper json;
    private final Casting casting;
    private final Supplier<List<StoredTurn>> turns;
    private final PatientListener listener;

    private @Nullable Channel channel;
    private @Nullable Request pending;
    private @Nullable Question unheard;
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

    /** The last stretch of speech whose words are waited for; one of its kind, by identity. */
    private static final class Question {
        final int utterance;
        final int stretch;

        Question(int utterance, int stretch) {
            this.utterance = utterance;
            this.stretch = stretch;
        }
    }

    LivePatientLine(
            LineTransport transport,
            PatientProperties properties,
            JsonMapper json,
            Casting casting,
            Supplier<List<StoredTurn>> turns,
            PatientListener listener) {
        this.transport = transport;
        this.properties = properties;
        this.json = json;
        this.casting = casting;
        this.turns = turns;
        this.listener = listener;
    }

    @Override
    public void reply(int learnerTurn, String text, boolean interrupted, long elapsedMs) {
        ask(new Request(learnerTurn + 1, reply("turn", learnerTurn, text, interrupted, elapsedMs)));
    }

    @Override
    public synchronized void prepare(
            int learnerTurn, String text, boolean interrupted, long elapsedMs) {
        if (channel != null && channel.open) {
            channel.send(reply("prepare", learnerTurn, text, interrupted, elapsedMs));
        }
    }

    private static Map<String, Object> reply(
            String type, int learnerTurn, String text, boolean interrupted, long elapsedMs) {
        var message = message(type, learnerTurn);
        message.put("text", text);
        message.put("interrupted", interrupted);
        message.put("elapsedMs", elapsedMs);
        return message;
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
    public synchronized void recognise(
            int utterance, int stretch, boolean isFinal, short[] samples) {
        byte[] frame = SpeechFrames.question(utterance, stretch, isFinal, samples);
        if (closed || channel == null || !channel.open) {
            java.util.Arrays.fill(frame, (byte) 0); // asked again once the line stands
            return;
        }
        channel.send(frame);
        if (isFinal) {
            var question = new Question(utterance, stretch);
            unheard = question;
            expectWords(question);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        pending = null;
        unheard = null;
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
        opening.connection = transport.connect(opening);
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
        transport.later(() -> askAgain(request), properties.attempt());
    }

    /** An answer is overdue: over to another instance. */
    private synchronized void askAgain(Request request) {
        if (closed || pending != request) {
            return;
        }
        log.warn("Session {} has waited for its patient, opening a new line", casting.sessionId());
        openAnew();
        expectAnswer(request);
    }

    private void expectWords(Question question) {
        transport.later(() -> hearAgain(question), properties.attempt());
    }

    /** The words of a stretch are overdue, and nobody has said that the recogniser is busy. */
    private synchronized void hearAgain(Question question) {
        if (closed || unheard != question) {
            return;
        }
        unheard = null;
        log.warn("Session {} has waited for words, opening a new line", casting.sessionId());
        openAnew();
    }

    private void openAnew() {
        if (channel != null && channel.open) {
            channel.abort();
            connect();
        }
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
        unheard = null;
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(failures, 10));
        Duration longest = properties.reconnect();
        failures++;
        transport.later(this::connectIfLost, wait.compareTo(longest) > 0 ? longest : wait);
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
            case "transcript" -> transcribed(from, message);
            case "notice" -> noticed(from, message);
            case "speech" -> from.speech.begin(message);
            case "speech_failed" -> {
                if (isCurrent(from)) {
                    listener.speechFailed(
                            message.path("turn").asInt(0), message.path("sentence").asInt(0));
                }
            }
            default -> {} // deltas: a reply is stored as a whole before its first word is sent
        }
    }

    private synchronized boolean isCurrent(Channel from) {
        return channel == from;
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
        int rate = speaker.path("sampleRate").asInt(0);
        listener.opened(
                new PatientListener.Abilities(
                        text(message, "recogniser"),
                        speaker.isObject()
                                ? new PatientListener.Speaker(
                                        speaker.path("name").asString(""),
                                        text(speaker, "gender"),
                                        rate)
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

    private void transcribed(Channel from, JsonNode message) {
        var transcript = SpeechFrames.transcript(message);
        synchronized (this) {
            if (channel != from) {
                return;
            }
            Question waited = unheard;
            if (waited != null
                    && transcript.isFinal()
                    && waited.utterance == transcript.utterance()
                    && waited.stretch == transcript.stretch()) {
                unheard = null;
            }
        }
        listener.transcribed(transcript);
    }

    private void noticed(Channel from, JsonNode message) {
        if (!message.path("code").asString("").equals("recogniser_busy")) {
            return;
        }
        synchronized (this) {
            if (channel != from) {
                return;
            }
            Question waited = unheard;
            if (waited != null) { // it is alive: it gets its time anew
                var again = new Question(waited.utterance, waited.stretch);
                unheard = again;
                transport.later(() -> hearAgain(again), properties.busy());
            }
        }
        listener.recogniserBusy();
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

    /** One connection of this line. */
    private final class Channel implements LineTransport.Receiver {

        private final SpeechAssembly speech = new SpeechAssembly();
        private LineTransport.@Nullable Connection connection;
        boolean open;

        @Override
        public void connected(LineTransport.Connection connected) {
            synchronized (LivePatientLine.this) {
                connection = connected;
                if (closed || channel != this) {
                    connected.abort();
                    return;
                }
                var opening = new LinkedHashMap<String, Object>();
                opening.put("type", "open");
                opening.put("sessionId", casting.sessionId());
                opening.put("scenarioId", casting.scenarioId());
                opening.put("scenarioVersion", casting.scenarioVersion());
                opening.put("voice", casting.voice());
                opening.put("turns", turns.get());
                send(opening);
            }
        }

        @Override
        public void text(String message) {
            try {
                received(this, json.readTree(message));
            } catch (JacksonException e) {
                log.warn("The patient of session {} sent no JSON", casting.sessionId());
            }
        }

        @Override
        public void binary(byte[] frame) {
            var sentence = speech.take(frame);
            if (sentence != null && isCurrent(this)) {
                listener.spoke(
                        sentence.turn,
                        sentence.number,
                        sentence.text,
                        sentence.sound,
                        sentence.last);
            }
        }

        @Override
        public void lost(Throwable failure) {
            speech.clear();
            LivePatientLine.this.lost(this, failure);
        }

        void send(Map<String, Object> message) {
            if (connection != null) {
                connection.send(json.writeValueAsString(message));
            }
        }

        void send(byte[] frame) {
            if (connection != null) {
                connection.send(frame);
            }
        }

        void close() {
            if (connection != null) {
                connection.close();
            }
        }

        void abort() {
            if (connection != null) {
                connection.abort();
            }
        }
    }
}
