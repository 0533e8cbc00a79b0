package com.oetpraxis.devstack.measure;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A talk with the patient of the first card by a nurse who has just registered.
 *
 * <p>Silence between the lines; a line starts half a second after the patient has ended; a turn
 * that ended before its line had is a cut-off.
 */
final class VoiceTalk {

    private static final Duration MODELS_LOADED = Duration.ofSeconds(90);
    private static final Duration ANSWERED = Duration.ofSeconds(12);
    private static final Duration REPLY_SPOKEN = Duration.ofSeconds(25);
    private static final Duration BETWEEN = Duration.ofMillis(500);
    private static final Duration APART = Duration.ofMillis(1_700);

    private final VoiceStream stream;

    private VoiceTalk(VoiceStream stream) {
        this.stream = stream;
    }

    /** Registers the nurse and opens the stream, once the models are loaded. */
    static VoiceTalk connect(HttpClient http, String baseUrl) throws InterruptedException {
        var api = new PublicApi(http, baseUrl);
        register(api);
        var card = api.get("/sessions/scenarios").path("scenarios").get(0);
        var session =
                api.post("/sessions/create", Map.of("scenarioId", card.path("id").asString()));
        var path = "/sessions/" + session.path("sessionId").asString();
        var address = URI.create(session.path("websocketUrl").asString());
        long limit = System.nanoTime() + MODELS_LOADED.toNanos();
        while (true) {
            var ticket = api.post(path + "/ticket", Map.of()).path("ticket").asString();
            var stream = new VoiceStream(http, address, ticket);
            if (stream.hears()) {
                return new VoiceTalk(stream);
            }
            stream.leave();
            if (System.nanoTime() > limit) {
                throw new IllegalStateException("The suite has no speech models: see make voice.");
            }
            Thread.sleep(1_000);
        }
    }

    private static void register(PublicApi api) {
        var email = "bench-" + UUID.randomUUID() + "@example.test";
        var password = "Bench-" + UUID.randomUUID();
        var registered =
                api.post(
                        "/auth/register",
                        Map.of(
                                "email",
                                email,
                                "password",
                                password,
                                "fullName",
                                "Bench Nurse",
                                "profession",
                                "nurse",
                                "acceptTerms",
                                true));
        api.post(
                "/auth/verify-email",
                Map.of("token", registered.path("verificationToken").asString()));
        api.signIn(email, password);
    }

    /** Not counted: the first turn compiles and loads. */
    void warmUp(VoicedLine line) {
        say(line);
    }

    /**
     * Says some lines, one after the other.
     *
     * @param number of the learner, from 0: each starts a little later, with another line
     */
    List<Answer> say(List<VoicedLine> lines, int number, int count) {
        stream.catchUp();
        long start = System.nanoTime() + number * APART.toNanos();
        stream.hush(() -> System.nanoTime() > start);
        var answers = new ArrayList<Answer>();
        for (int i = 0; i < count; i++) {
            answers.add(say(lines.get((i + 3 * number) % lines.size())));
        }
        return answers;
    }

    private Answer say(VoicedLine line) {
        stream.forget();
        stream.catchUp();
        long start = stream.play(line.sound());
        long end = start + line.end() * 1_000_000_000L / VoiceStream.RATE;
        stream.hush(() ->
                stream.find("tts_chunk", end) != null
                        || System.nanoTime() > end + ANSWERED.toNanos());
        long spoken = System.nanoTime() + REPLY_SPOKEN.toNanos();
        stream.hush(() -> stream.isListening() || System.nanoTime() > spoken);
        long pause = System.nanoTime() + BETWEEN.toNanos();
        stream.hush(() -> System.nanoTime() > pause);
        return answer(line, end);
    }

    private Answer answer(VoicedLine line, long end) {
        var heard = new StringBuilder();
        double decided = Double.NaN;
        boolean early = false;
        for (var one : stream.seen()) {
            if (one.isTurn()) {
                heard.append(one.message().path("text").asString()).append(' ');
            } else if (one.isState("processing") && one.at() < end) {
                early = true;
            } else if (one.isState("processing") && Double.isNaN(decided)) {
                decided = (one.at() - end) / 1e6;
            }
        }
        var sound = stream.find("tts_chunk", end);
        return new Answer(
                line.text(),
                heard.toString().strip(),
                decided,
                sound == null ? Double.NaN : (sound.at() - end) / 1e6,
                early);
    }

    /** How many notices of dropped sound came. */
    int refused() {
        return stream.refused();
    }

    void end() {
        stream.end();
    }
}
