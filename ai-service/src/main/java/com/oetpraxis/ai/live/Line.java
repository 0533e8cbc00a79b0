package com.oetpraxis.ai.live;

import com.oetpraxis.ai.card.Card;
import com.oetpraxis.ai.card.CardLibrary;
import com.oetpraxis.ai.card.InvalidCardException;
import com.oetpraxis.ai.patient.PatientEngine;
import com.oetpraxis.ai.patient.PatientReply;
import com.oetpraxis.ai.speech.RecognisedWord;
import com.oetpraxis.ai.speech.Recognition;
import com.oetpraxis.shared.client.UpstreamException;
import com.oetpraxis.shared.client.UpstreamUnavailableException;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One session's line. Everything it does happens on a thread of its own and in order; the socket's
 * thread only hands messages over, and waits when {@value #MOST_WAITING} of them are not dealt with
 * yet. The one thing that does not wait its turn is silencing the patient.
 */
final class Line implements Executor {

    private static final Logger log = LoggerFactory.getLogger(Line.class);
    private static final int MOST_WAITING = 64;

    /** What every line uses. */
    record Tools(
            PatientEngine engine,
            CardLibrary cards,
            Voices voices,
            JsonMapper json,
            Timer replyTime) {}

    private final WebSocketSession socket;
    private final Tools tools;
    private final Semaphore room = new Semaphore(MOST_WAITING);
    private final BlockingQueue<Runnable> steps = new LinkedBlockingQueue<>();
    private final Map<String, Double> recognition = new LinkedHashMap<>();
    private volatile boolean closed;
    private volatile @Nullable Speaking speaking;
    private @Nullable Listening listening;
    private @Nullable Role role;
    private @Nullable Prepared prepared;

    /** Who is played, and how it stands. */
    private record Role(Card card, LiveSession session) {}

    /** A reply that was worked out ahead; it is only used for the very same turn. */
    private record Prepared(int turn, String text, boolean interrupted) {}

    Line(WebSocketSession socket, Tools tools) {
        this.socket = socket;
        this.tools = tools;
    }

    void start() {
        Thread.ofVirtual().name("line-" + socket.getId()).start(this::run);
    }

    private void run() {
        while (!closed || !steps.isEmpty()) {
            try {
                steps.take().run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Adds a step of the line's own work. */
    @Override
    public void execute(Runnable step) {
        steps.add(step);
    }

    /** Takes a message from the socket's thread. */
    void text(String text) {
        JsonNode message;
        try {
            message = tools.json().readTree(text);
        } catch (JacksonException e) {
            accept(() -> invalid());
            return;
        }
        silence(message);
        accept(() -> dealWith(() -> answer(message)));
    }

    /** A frame of sound; the given bytes may be erased afterwards. */
    void sound(ByteBuffer bytes) {
        try {
            var frame = SoundFrame.read(bytes);
            accept(() -> hear(frame));
        } catch (IllegalArgumentException e) {
            accept(this::invalid);
        }
    }

    private void accept(Runnable step) {
        room.acquireUninterruptibly();
        execute(() -> {
            room.release();
            step.run();
        });
    }

    /** The patient falls silent before anything else that waits is dealt with. */
    private void silence(JsonNode message) {
        var voice = speaking;
        var type = message.path("type").asString("");
        if (voice != null && (type.equals("cancel") || type.equals("heard"))) {
            voice.stop(message.path("turn").asInt(0));
        }
    }

    /** Ends it; what is under way stops. */
    void close() {
        closed = true;
        room.release(MOST_WAITING);
        execute(this::quieten);
    }

    private void quieten() {
        var voice = speaking;
        if (voice != null) {
            voice.forget();
            voice.stopAll();
        }
        speaking = null;
        if (listening != null) {
            listening.close();
            listening = null;
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    private void dealWith(Step step) {
        try {
            try {
                step.run();
            } catch (JacksonException | IllegalArgumentException e) {
                error("VAL001", "The message is not valid", false);
            } catch (InvalidCardException e) {
                log.warn("A card could not be played: {}", e.getMessage());
                error("VAL001", "The card cannot be played", false);
            } catch (UpstreamUnavailableException e) {
                error("GATEWAY_001", e.service() + " did not answer", true);
            } catch (UpstreamException e) {
                error(
                        e.status() == 404 ? "RES001" : "GATEWAY_001",
                        "The scenario version cannot be had",
                        false);
            }
        } catch (IOException | IllegalStateException e) {
            broken(e);
        }
    }

    private void broken(Exception cause) {
        if (!closed) {
            log.info("A line broke: {}", String.valueOf(cause));
            close();
            try {
                socket.close(CloseStatus.SERVER_ERROR);
            } catch (IOException e) {
                log.debug("It could not be closed either: {}", String.valueOf(e));
            }
        }
    }

    private void invalid() {
        dealWith(() -> error("VAL001", "The message is not valid", false));
    }

    private void answer(JsonNode message) throws IOException {
        var type = message.path("type").asString("");
        if (type.equals("open")) {
            if (!message.path("scenarioId").isString()) {
                throw new IllegalArgumentException("scenarioId");
            }
            open(tools.json().treeToValue(message, Open.class));
            return;
        }
        var playing = role;
        if (playing == null) {
            error("VAL001", "Send open first", false);
            return;
        }
        var session = playing.session();
        int turn = turnOf(message);
        switch (type) {
            case "turn" -> {
                var text = message.path("text").asString("");
                boolean interrupted = message.path("interrupted").asBoolean(false);
                keepIf(new Prepared(turn, text, interrupted));
                reply(playing, turn + 1, () -> session.reply(turn, text, interrupted));
                recognition.clear();
            }
            case "prepare" ->
                    prepare(
                            playing,
                            new Prepared(
                                    turn,
                                    message.path("text").asString(""),
                                    message.path("interrupted").asBoolean(false)));
            case "silence" -> {
                forget();
                int count = message.path("count").asInt(1);
                reply(playing, turn, () -> session.silence(count, turn));
            }
            case "time_up" -> {
                forget();
                reply(playing, turn, () -> session.timeUp(turn));
            }
            case "heard" -> {
                stop(turn);
                session.heard(turn, message.path("heardText").asString(""));
            }
            case "cancel" -> {
                forget();
                stop(turn);
                session.cancel(turn);
            }
            default -> error("VAL001", "Unknown type", false);
        }
    }

    private static int turnOf(JsonNode message) {
        var turn = message.path("turn");
        if (!turn.isInt() || turn.asInt() < 1) {
            throw new IllegalArgumentException("turn");
        }
        return turn.asInt();
    }

    private void stop(int turn) {
        var voice = speaking;
        if (voice != null) {
            voice.stop(turn);
        }
    }

    private void open(Open open) throws IOException {
        var card = tools.cards().find(open.scenarioId(), open.scenarioVersion());
        var turns = open.turns() == null ? List.<StoredTurn>of() : open.turns();
        var session = new LiveSession(tools.engine(), card, StoredTurn.played(turns, tools.json()));
        quieten();
        forget();
        role = new Role(card, session);
        listening = tools.voices().listening(card, new Transcripts()).orElse(null);
        var voice = tools.voices().speaking(card.persona(), this, new Speech()).orElse(null);
        speaking = voice;
        log.info("Opened the line of session {} after {} turns", open.sessionId(), turns.size());
        var opened = message("opened");
        opened.put("engineVersion", tools.engine().version());
        opened.put("recogniser", tools.voices().recogniserName().orElse(null));
        opened.put("speaker", voice == null ? null : speaker(voice));
        opened.put("openingLine", session.hasOpeningLine());
        send(opened);
    }

    private static Map<String, Object> speaker(Speaking voice) {
        var speaker = new LinkedHashMap<String, Object>();
        speaker.put("name", voice.speaker().name());
        speaker.put("gender", voice.speaker().gender().word());
        speaker.put("sampleRate", voice.speaker().sampleRate());
        return speaker;
    }

    private void hear(SoundFrame frame) {
        if (listening != null) {
            listening.hear(frame);
            return;
        }
        frame.erase();
        dealWith(() -> {
            if (role == null) {
                error("VAL001", "Send open first", false);
            } else {
                error("AUDIO004", "There is no recogniser", false);
            }
        });
    }

    private void prepare(Role playing, Prepared next) {
        var voice = speaking;
        if (voice == null || next.equals(prepared)) {
            return;
        }
        prepared = next;
        var preview = playing.session().preview(next.turn(), next.text(), next.interrupted());
        voice.prepare(
                Sentences.of(preview.reply().text()).getFirst(),
                Tempo.of(playing.card().persona(), preview.emotion()));
    }

    private void keepIf(Prepared needed) {
        if (!needed.equals(prepared)) {
            forget();
        }
        prepared = null;
    }

    private void forget() {
        prepared = null;
        var voice = speaking;
        if (voice != null) {
            voice.forget();
        }
    }

    private void reply(Role playing, int turn, Supplier<PatientReply> patient) throws IOException {
        long start = System.nanoTime();
        var reply = patient.get();
        var took = Duration.ofNanos(System.nanoTime() - start);
        tools.replyTime().record(took);
        var stages = new LinkedHashMap<>(recognition);
        stages.put("patient", milliseconds(took));
        var answer = message("reply");
        answer.put("turn", turn);
        answer.put("text", reply.text());
        answer.put("prompted", reply.prompted());
        answer.put("closing", reply.closing());
        answer.put("matched", reply.matched());
        answer.put("engineVersion", tools.engine().version());
        answer.put("stageMs", stages);
        send(answer);
        var voice = speaking;
        if (voice != null) {
            voice.speak(
                    turn,
                    Sentences.of(reply.text()),
                    Tempo.of(playing.card().persona(), playing.session().emotion()));
        }
    }

    private void error(String code, String text, boolean retryable) throws IOException {
        var error = message("error");
        error.put("code", code);
        error.put("message", text);
        error.put("retryable", retryable);
        send(error);
    }

    private static Map<String, @Nullable Object> message(String type) {
        var message = new LinkedHashMap<String, @Nullable Object>();
        message.put("type", type);
        return message;
    }

    private void send(Map<String, @Nullable Object> message) throws IOException {
        socket.sendMessage(new TextMessage(tools.json().writeValueAsString(message)));
    }

    private static double milliseconds(Duration time) {
        return Math.round(time.toNanos() / 10_000.0) / 100.0;
    }

    private static double thousandths(double number) {
        return Math.round(number * 1000) / 1000.0;
    }

    /** Sends on what the recogniser's threads bring. */
    private final class Transcripts implements Listening.Listener {

        @Override
        public void transcribed(
                SoundFrame frame, Recognition heard, Duration queued, Duration took) {
            var transcript = message("transcript");
            transcript.put("utterance", frame.utterance());
            transcript.put("stretch", frame.stretch());
            transcript.put("final", frame.complete());
            transcript.put("text", heard.text());
            var confidence = heard.confidence();
            transcript.put("confidence", confidence == null ? null : thousandths(confidence));
            transcript.put("words", heard.words().stream().map(Transcripts::word).toList());
            var stages = new LinkedHashMap<String, Double>();
            stages.put("queue", milliseconds(queued));
            stages.put("recogniser", milliseconds(took));
            transcript.put("stageMs", stages);
            execute(() -> {
                if (frame.complete()) {
                    recognition.putAll(stages);
                }
                dealWith(() -> send(transcript));
            });
        }

        private static Map<String, Object> word(RecognisedWord word) {
            var written = new LinkedHashMap<String, Object>();
            written.put("word", word.word());
            written.put("start", thousandths(word.start()));
            written.put("end", thousandths(word.end()));
            written.put("confidence", thousandths(word.confidence()));
            written.put("source", "estimated");
            return written;
        }

        @Override
        public void failed(SoundFrame frame) {
            execute(() ->
                    dealWith(() -> {
                        var error = message("error");
                        error.put("code", "GATEWAY_001");
                        error.put("message", "The recogniser did not answer");
                        error.put("retryable", true);
                        error.put("utterance", frame.utterance());
                        error.put("stretch", frame.stretch());
                        send(error);
                    }));
        }

        @Override
        public void busy() {
            execute(() ->
                    dealWith(() -> {
                        var notice = message("notice");
                        notice.put("code", "recogniser_busy");
                        send(notice);
                    }));
        }
    }

    /** Sends the patient's voice. */
    private final class Speech implements Speaking.Output {

        @Override
        public void sentence(
                int turn, int sentence, String text, int samples, Duration queued, Duration took)
                throws IOException {
            var speech = message("speech");
            speech.put("turn", turn);
            speech.put("sentence", sentence);
            speech.put("text", text);
            speech.put("samples", samples);
            var stages = new LinkedHashMap<String, Double>();
            stages.put("queue", milliseconds(queued));
            stages.put("speaker", milliseconds(took));
            speech.put("stageMs", stages);
            send(speech);
        }

        @Override
        public void sound(
                int turn, short[] samples, int from, int to, boolean lastOfSentence, boolean last)
                throws IOException {
            socket.sendMessage(
                    new BinaryMessage(
                            SoundFrame.speech(turn, samples, from, to, lastOfSentence, last)));
        }

        @Override
        public void failed(int turn, int sentence) throws IOException {
            var failed = message("speech_failed");
            failed.put("turn", turn);
            failed.put("sentence", sentence);
            send(failed);
        }

        @Override
        public void broken(IOException cause) {
            Line.this.broken(cause);
        }
    }

    private record Open(
            UUID sessionId,
            UUID scenarioId,
            int scenarioVersion,
            @Nullable List<StoredTurn> turns) {}
}
