package com.oetpraxis.ai.live;

import com.oetpraxis.ai.card.CardLibrary;
import com.oetpraxis.ai.card.InvalidCardException;
import com.oetpraxis.ai.patient.PatientEngine;
import com.oetpraxis.ai.patient.PatientReply;
import com.oetpraxis.shared.client.UpstreamException;
import com.oetpraxis.shared.client.UpstreamUnavailableException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One line per session: {@code open} first, then questions, each answered in order. A bad message
 * is answered by {@code error} and leaves the line open.
 */
@Component
class LiveHandler extends TextWebSocketHandler {

    private static final Logger log = LoggerFactory.getLogger(LiveHandler.class);
    private static final String SESSION = "live-session";

    private final PatientEngine engine;
    private final CardLibrary cards;
    private final JsonMapper json;
    private final Timer replyTime;

    LiveHandler(PatientEngine engine, CardLibrary cards, JsonMapper json, MeterRegistry meters) {
        this.engine = engine;
        this.cards = cards;
        this.json = json;
        this.replyTime =
                Timer.builder("patient.reply").publishPercentiles(0.5, 0.95).register(meters);
    }

    @Override
    protected void handleTextMessage(WebSocketSession line, TextMessage message)
            throws IOException {
        try {
            answer(line, json.readTree(message.getPayload()));
        } catch (JacksonException | IllegalArgumentException e) {
            error(line, "VAL001", "The message is not valid", false);
        } catch (InvalidCardException e) {
            log.warn("A card could not be played: {}", e.getMessage());
            error(line, "VAL001", "The card cannot be played", false);
        } catch (UpstreamUnavailableException e) {
            error(line, "GATEWAY_001", e.service() + " did not answer", true);
        } catch (UpstreamException e) {
            error(
                    line,
                    e.status() == 404 ? "RES001" : "GATEWAY_001",
                    "The scenario version cannot be had",
                    false);
        }
    }

    private void answer(WebSocketSession line, JsonNode message) throws IOException {
        var type = message.path("type").asString("");
        if (type.equals("open")) {
            if (!message.path("scenarioId").isString()) {
                throw new IllegalArgumentException("scenarioId");
            }
            open(line, json.treeToValue(message, Open.class));
            return;
        }
        var session = (LiveSession) line.getAttributes().get(SESSION);
        if (session == null) {
            error(line, "VAL001", "Send open first", false);
            return;
        }
        int turn = turnOf(message);
        switch (type) {
            case "turn" -> {
                var text = message.path("text").asString("");
                boolean interrupted = message.path("interrupted").asBoolean(false);
                reply(line, turn + 1, () -> session.reply(turn, text, interrupted));
            }
            case "silence" -> {
                int count = message.path("count").asInt(1);
                reply(line, turn, () -> session.silence(count, turn));
            }
            case "time_up" -> reply(line, turn, () -> session.timeUp(turn));
            case "heard" -> session.heard(turn, message.path("heardText").asString(""));
            case "cancel" -> session.cancel(turn);
            default -> error(line, "VAL001", "Unknown type", false);
        }
    }

    private static int turnOf(JsonNode message) {
        var turn = message.path("turn");
        if (!turn.isInt() || turn.asInt() < 1) {
            throw new IllegalArgumentException("turn");
        }
        return turn.asInt();
    }

    private void open(WebSocketSession line, Open open) throws IOException {
        var card = cards.find(open.scenarioId(), open.scenarioVersion());
        var turns = open.turns() == null ? List.<StoredTurn>of() : open.turns();
        var session = new LiveSession(engine, card, StoredTurn.played(turns, json));
        line.getAttributes().put(SESSION, session);
        log.info("Opened the line of session {} after {} turns", open.sessionId(), turns.size());
        var opened = message("opened");
        opened.put("engineVersion", engine.version());
        opened.put("recogniser", null);
        opened.put("speaker", null);
        opened.put("openingLine", session.hasOpeningLine());
        send(line, opened);
    }

    private void reply(WebSocketSession line, int turn, Supplier<PatientReply> patient)
            throws IOException {
        long start = System.nanoTime();
        var reply = patient.get();
        long took = System.nanoTime() - start;
        replyTime.record(took, TimeUnit.NANOSECONDS);
        var answer = message("reply");
        answer.put("turn", turn);
        answer.put("text", reply.text());
        answer.put("prompted", reply.prompted());
        answer.put("closing", reply.closing());
        answer.put("matched", reply.matched());
        answer.put("engineVersion", engine.version());
        answer.put("stageMs", Map.of("patient", Math.round(took / 10_000.0) / 100.0));
        send(line, answer);
    }

    private void error(WebSocketSession line, String code, String text, boolean retryable)
            throws IOException {
        var error = message("error");
        error.put("code", code);
        error.put("message", text);
        error.put("retryable", retryable);
        send(line, error);
    }

    private static Map<String, @Nullable Object> message(String type) {
        var message = new LinkedHashMap<String, @Nullable Object>();
        message.put("type", type);
        return message;
    }

    private void send(WebSocketSession line, Map<String, @Nullable Object> message)
            throws IOException {
        line.sendMessage(new TextMessage(json.writeValueAsString(message)));
    }

    private record Open(
            UUID sessionId,
            UUID scenarioId,
            int scenarioVersion,
            @Nullable List<StoredTurn> turns) {}
}
