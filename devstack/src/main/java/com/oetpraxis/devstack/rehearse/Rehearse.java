package com.oetpraxis.devstack.rehearse;

import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Plays one role-play in the terminal: choose a card, read it, type what you would say, read the
 * patient's answers and the clock, end with {@code /end} or by taking leave, read the report. Reads
 * plain lines, so a script may be piped in.
 *
 * <p>Arguments: the demo sign-in to play as, such as {@code doctor} (empty for the paid nurse),
 * words of the card's title (empty to be asked). Exit codes: 0 with a report, 1 when the suite does
 * not answer or refuses.
 */
public final class Rehearse {

    private static final Duration A_MOMENT = Duration.ofMillis(100);
    private static final Duration REPLY_WITHIN = Duration.ofSeconds(6);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(10);

    private final Rehearsal rehearsal;
    private final Lines lines;
    private final PrintStream out;
    private final HttpClient http;
    private final JsonMapper json;
    private volatile CountDownLatch reply = new CountDownLatch(0);

    Rehearse(Rehearsal rehearsal, Lines lines, PrintStream out, HttpClient http, JsonMapper json) {
        this.rehearsal = rehearsal;
        this.lines = lines;
        this.out = out;
        this.http = http;
        this.json = json;
    }

    static void main(String[] args) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var json = JsonMapper.shared();
        try (var http = client()) {
            var api = Suite.here(json).signIn(http, argument(args, 0));
            var lines = Lines.of(System.in);
            var rehearsal = new Rehearsal(api, out, lines, isTerminal());
            new Rehearse(rehearsal, lines, out, http, json).play(argument(args, 1));
        } catch (RehearsalException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        System.exit(0);
    }

    static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(3))
                .build();
    }

    static String argument(String[] args, int index) {
        return args.length > index ? args[index].strip() : "";
    }

    /** Whether somebody types here and reads the prompts. */
    static boolean isTerminal() {
        return Objects.requireNonNull(System.console()).isTerminal();
    }

    void play(String title) {
        var card = title.isEmpty() ? rehearsal.cardAskedFor() : rehearsal.cardNamed(title);
        var session = rehearsal.session(card);
        rehearsal.prepare();
        out.printf("You speak first. Type what you would say; /end finishes the role-play.%n%n");
        talk(rehearsal.streamUrl(session));
        out.printf("%nSession %s has ended.%n", Rehearsal.id(session));
        rehearsal.report(session);
    }

    private void talk(String url) {
        var talk = TalkStream.open(http, json, url, out, this::receive, () -> reply.countDown());
        talk.send(Map.of("type", "session_start", "clientVersion", "rehearse/1"));
        while (!talk.isOver()) {
            var line = lines.within(A_MOMENT);
            if (line == null) {
                continue;
            }
            if (line.isEnd() || line.text().strip().equals("/end")) {
                talk.send(Map.of("type", "stop", "confirm", true));
                break;
            }
            if (!line.text().isBlank()) {
                say(talk, line.text().strip());
            }
        }
        if (!talk.awaitEnd(ENDS_WITHIN)) {
            throw new RehearsalException("The session did not end in time.");
        }
    }

    private void say(TalkStream talk, String text) {
        var expected = new CountDownLatch(1);
        reply = expected;
        if (!talk.send(Map.of("type", "text", "text", text))) {
            return;
        }
        try {
            if (!expected.await(REPLY_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                return; // the patient is slow; the next line may be typed all the same
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RehearsalException("Interrupted.");
        }
    }

    private void receive(JsonNode message) {
        switch (message.path("type").asString("")) {
            case "response" -> {
                if (message.path("final").asBoolean(true)) {
                    out.println("Patient: " + message.path("text").asString());
                    reply.countDown();
                }
            }
            case "timer" -> {
                var left = message.path("remainingSeconds").asInt();
                if (left > 0 && (left % 60 == 0 || left == 30 || left == 10)) {
                    out.printf("[%d:%02d left]%n", left / 60, left % 60);
                }
            }
            case "guidance" -> out.println(Rehearsal.guidance(message, true));
            case "prompt" -> out.println("[" + message.path("text").asString() + "]");
            case "error" -> out.println("[" + message.path("message").asString() + "]");
            default -> {
                // states, acknowledgements and audio quality are for screens
            }
        }
    }
}
