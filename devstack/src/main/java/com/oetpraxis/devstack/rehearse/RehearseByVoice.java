package com.oetpraxis.devstack.rehearse;

import java.io.InputStream;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Talks with the patient of one card through the machine's microphone and speaker until one of them
 * ends the talk or the card's time is over, or sends a recording in real time and writes the
 * patient's voice to a file; then prints what was said and the report. With the microphone one can
 * type, too.
 *
 * <p>Arguments: the demo sign-in (empty for the paid nurse), words of the card's title (empty to be
 * asked, for a recording the first card), the recording (empty for the microphone), the file for
 * the patient's voice. Exit codes: 0 with a report, 1 when the suite, the microphone or the
 * recording cannot be used.
 */
public final class RehearseByVoice {

    private static final Duration AFTER_THE_RECORDING = Duration.ofSeconds(60);
    private static final Duration MODELS_LOADED = Duration.ofSeconds(20);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(10);
    private static final Duration QUIET_ENDS = Duration.ofSeconds(6);

    private final Rehearsal rehearsal;
    private final @Nullable Lines lines;
    private final PrintStream out;
    private final HttpClient http;
    private final JsonMapper json;
    private final Speaker speaker;
    private final CountDownLatch ready = new CountDownLatch(1);
    private volatile boolean listening;
    private volatile long changedAt = System.nanoTime();
    private int lastWhole; // the turn of the reply that was printed last; of the receiving thread

    /**
     * @param lines what is typed, null where nobody types
     */
    RehearseByVoice(
            Rehearsal rehearsal,
            @Nullable Lines lines,
            PrintStream out,
            HttpClient http,
            JsonMapper json,
            Speaker speaker) {
        this.rehearsal = rehearsal;
        this.lines = lines;
        this.out = out;
        this.http = http;
        this.json = json;
        this.speaker = speaker;
    }

    static void main(String[] args) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var json = JsonMapper.shared();
        var file = Rehearse.argument(args, 2);
        var voice = Rehearse.argument(args, 3);
        try (var http = Rehearse.client()) {
            var api = Suite.here(json).signIn(http, Rehearse.argument(args, 0));
            try (var microphone =
                            file.isEmpty()
                                    ? Microphone.ofMachine()
                                    : Microphone.ofFile(Path.of(file));
                    var speaker =
                            file.isEmpty() ? Speaker.ofMachine() : Speaker.toFile(Path.of(voice))) {
                var lines = Lines.of(file.isEmpty() ? System.in : InputStream.nullInputStream());
                var terminal = file.isEmpty() && Rehearse.isTerminal();
                var rehearsal = new Rehearsal(api, out, lines, terminal);
                var typed = terminal ? lines : null;
                new RehearseByVoice(rehearsal, typed, out, http, json, speaker)
                        .play(Rehearse.argument(args, 1), microphone);
            }
            if (!file.isEmpty()) {
                out.println("The patient's voice is in " + voice + ".");
            }
        } catch (RehearsalException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        System.exit(0);
    }

    void play(String title, Microphone microphone) {
        var session = rehearsal.session(card(title));
        rehearsal.prepare();
        talk(rehearsal.streamUrl(session), microphone);
        out.printf("%nSession %s has ended. What was said:%n", Rehearsal.id(session));
        for (var turn : rehearsal.turns(session)) {
            var text = turn.path("text").asString();
            out.printf(
                    "  %s: %s%n",
                    turn.path("speaker").asString(),
                    turn.path("interrupted").asBoolean(false) ? cutShort(text) : text);
        }
        rehearsal.report(session);
    }

    private JsonNode card(String title) {
        if (!title.isEmpty()) {
            return rehearsal.cardNamed(title);
        }
        return lines == null ? rehearsal.firstCard() : rehearsal.cardAskedFor();
    }

    /** What was heard of an interrupted reply. */
    private static String cutShort(String heard) {
        return heard.isBlank()
                ? "[interrupted before a word was heard]"
                : heard.strip() + " [interrupted]";
    }

    private void talk(String url, Microphone microphone) {
        var talk = TalkStream.open(http, json, url, out, this::receive, ready::countDown);
        talk.send(
                Map.of(
                        "type",
                        "session_start",
                        "clientVersion",
                        "rehearse-voice/1",
                        "audioFormat",
                        Map.of(
                                "encoding",
                                "pcm_s16le",
                                "sampleRate",
                                microphone.rate(),
                                "channels",
                                1)));
        if (!comes(ready, MODELS_LOADED)) {
            talk.send(Map.of("type", "stop", "confirm", true));
            throw new RehearsalException(
                    "Nobody can listen in this suite: run make voice, then make run again.");
        }
        out.println("You speak first. Headphones keep the patient out of your microphone.");
        if (lines != null) {
            out.println("You can type, too; /end finishes the role-play.");
        }
        out.println();
        send(talk, microphone);
        if (!talk.isOver()) {
            talk.send(Map.of("type", "stop", "confirm", true));
            if (!talk.awaitEnd(ENDS_WITHIN)) {
                throw new RehearsalException("The stream did not answer in time.");
            }
        }
    }

    /** Sends sound and typed lines until one side has had enough. */
    private void send(TalkStream talk, Microphone microphone) {
        long overAt = Long.MAX_VALUE;
        while (!talk.isOver()) {
            byte[] frame = microphone.frame();
            if (frame.length == 0 || !talk.sendSound(frame) || !sendTyped(talk)) {
                return;
            }
            if (microphone instanceof Microphone.Recording recording && recording.isOver()) {
                long now = System.nanoTime();
                overAt = overAt == Long.MAX_VALUE ? now : overAt;
                boolean quiet = listening && now - changedAt > QUIET_ENDS.toNanos();
                if ((quiet && now - overAt > QUIET_ENDS.toNanos())
                        || now - overAt > AFTER_THE_RECORDING.toNanos()) {
                    return;
                }
            }
        }
    }

    /** False once the talk is to end. */
    private boolean sendTyped(TalkStream talk) {
        var line = lines == null ? null : lines.within(Duration.ZERO);
        if (line == null || line.isEnd() || line.text().isBlank()) {
            return true;
        }
        return !line.text().strip().equals("/end")
                && talk.send(Map.of("type", "text", "text", line.text().strip()));
    }

    private static boolean comes(CountDownLatch latch, Duration time) {
        try {
            return latch.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RehearsalException("Interrupted.");
        }
    }

    private void receive(JsonNode message) {
        switch (message.path("type").asString("")) {
            case "session_ready", "abilities" -> {
                if (message.path("recogniser").isString()) {
                    ready.countDown();
                } else {
                    out.println("[Nobody listens yet; waiting for the speech models.]");
                }
            }
            case "tts_chunk" -> {
                speaker.play(
                        Base64.getDecoder().decode(message.path("data").asString()),
                        message.path("format").path("sampleRate").asInt());
                changedAt = System.nanoTime();
            }
            case "interrupted" -> {
                speaker.stop();
                var heard = message.path("spokenText").asString("");
                out.println(
                        message.path("turn").asInt() == lastWhole
                                ? "[You interrupted; heard of it: " + cutShort(heard) + "]"
                                : "Patient: " + cutShort(heard));
            }
            case "transcript" -> {
                if (message.path("final").asBoolean(false)) {
                    out.println("You: " + message.path("text").asString());
                }
            }
            case "response" -> {
                if (message.path("final").asBoolean(false)) {
                    out.println("Patient: " + message.path("text").asString());
                    lastWhole = message.path("turn").asInt();
                }
            }
            case "state" -> {
                listening = message.path("value").asString().equals("listening");
                changedAt = System.nanoTime();
            }
            case "guidance" -> out.println(Rehearsal.guidance(message, lines != null));
            case "error" -> out.println("[" + message.path("message").asString() + "]");
            default -> {
                // the clock, interim words and the quality are for screens
            }
        }
    }
}
