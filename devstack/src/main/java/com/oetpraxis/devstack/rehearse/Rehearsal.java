package com.oetpraxis.devstack.rehearse;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What each rehearsal does before and after the talk: a card, a session, time to read, a report.
 */
final class Rehearsal {

    private static final Duration REPORT_WITHIN = Duration.ofSeconds(60);

    private final Api api;
    private final PrintStream out;
    private final Lines lines;
    private final boolean terminal;

    /**
     * @param terminal whether somebody sits there who can be asked
     */
    Rehearsal(Api api, PrintStream out, Lines lines, boolean terminal) {
        this.api = api;
        this.out = out;
        this.lines = lines;
        this.terminal = terminal;
    }

    /** The card with all these words in its title, whatever their case. */
    JsonNode cardNamed(String words) {
        var cards = cards();
        var wanted = words.toLowerCase(Locale.ROOT).split("\\s+");
        for (var card : cards) {
            var title = title(card).toLowerCase(Locale.ROOT);
            if (Arrays.stream(wanted).allMatch(title::contains)) {
                return card;
            }
        }
        throw new RehearsalException(
                "No card of this profession has \"%s\" in its title; there are: %s."
                        .formatted(
                                words,
                                cards.valueStream()
                                        .map(Rehearsal::title)
                                        .collect(Collectors.joining("; "))));
    }

    JsonNode firstCard() {
        return cards().get(0);
    }

    /** Asks which card; Enter takes the first. */
    JsonNode cardAskedFor() {
        var cards = cards();
        out.println("Role-play cards:");
        for (var i = 0; i < cards.size(); i++) {
            out.printf(
                    "  %d  %s (%s, %d min)%n",
                    i + 1,
                    title(cards.get(i)),
                    cards.get(i).path("difficulty").asString(),
                    cards.get(i).path("duration").asInt());
        }
        while (true) {
            out.print("Which one? [1] ");
            out.flush();
            var number = lines.next().text().strip();
            if (number.isEmpty()) {
                return cards.get(0);
            }
            if (number.matches("\\d{1,3}")
                    && Integer.parseInt(number) >= 1
                    && Integer.parseInt(number) <= cards.size()) {
                return cards.get(Integer.parseInt(number) - 1);
            }
            out.printf("A number from 1 to %d, please.%n", cards.size());
        }
    }

    private JsonNode cards() {
        var cards = api.get("/sessions/scenarios?limit=50").path("scenarios");
        if (cards.isEmpty()) {
            throw new RehearsalException("There is no card for this profession.");
        }
        return cards;
    }

    private static String title(JsonNode card) {
        return card.path("title").asString();
    }

    /** Prepares a session and shows its card; the clock does not run yet. */
    JsonNode session(JsonNode card) {
        var created = create(card);
        var candidate = created.path("scenario").path("candidateCard");
        out.printf("%n%s%n", title(card));
        out.println(candidate.path("setting").asString(""));
        out.println(candidate.path("role").asString(""));
        candidate.path("tasks").forEach(task -> out.println("  - " + task.asString()));
        out.println();
        return created;
    }

    private JsonNode create(JsonNode card) {
        var order = Map.of("scenarioId", card.path("id").asString());
        try {
            return api.post("/sessions/create", order);
        } catch (RefusedException e) {
            if (e.reason().equals("SUBSCRIPTION_REQUIRED")) {
                throw new RehearsalException(
                        "This learner's three free sessions are used up. WHO=paid-nurse (which is"
                                + " who plays if you name nobody) has no limit; make clean-data"
                                + " forgets all data and with them what was used.");
            }
            if (e.sessionId().isEmpty() || !mayCancel(e)) {
                throw e;
            }
            api.delete("/sessions/" + e.sessionId());
            return api.post("/sessions/create", order);
        }
    }

    private boolean mayCancel(RefusedException e) {
        if (!terminal) {
            return false;
        }
        out.println(e.getMessage());
        out.print("Cancel it and begin anew? [y/N] ");
        out.flush();
        return lines.next().text().strip().toLowerCase(Locale.ROOT).startsWith("y");
    }

    /** Time to read the card, as long as is wanted. */
    void prepare() {
        if (terminal) {
            out.print(
                    "Read your card first; in the exam you have 3 minutes for it. Press Enter to"
                            + " begin: the clock starts then. ");
            out.flush();
            lines.next();
            out.println();
        }
    }

    /** Where the talk takes place; good for 30 seconds. */
    String streamUrl(JsonNode session) {
        var ticket = api.post("/sessions/" + id(session) + "/ticket", null);
        return session.path("websocketUrl").asString()
                + "?ticket="
                + ticket.path("ticket").asString();
    }

    static String id(JsonNode session) {
        return session.path("sessionId").asString();
    }

    /**
     * What the learner reads when the server says what one can do.
     *
     * @param typing whether the learner can type
     */
    static String guidance(JsonNode message, boolean typing) {
        return switch (message.path("issue").asString("")) {
            case "confirm_end" ->
                    "[The patient has taken leave; the talk ends in 10 s unless you say something.]";
            case "no_input" ->
                    typing ? worded(message) : "[Nothing can be heard in the recording yet.]";
            case "poor_audio" ->
                    typing ? worded(message) : "[The voice in the recording is hard to make out.]";
            default -> worded(message);
        };
    }

    private static String worded(JsonNode message) {
        return '[' + message.path("message").asString("") + ']';
    }

    /** What was said, as it was understood and heard. */
    JsonNode turns(JsonNode session) {
        return api.get("/sessions/" + id(session) + "/transcript").path("turns");
    }

    /** Waits for the report and prints it. */
    void report(JsonNode session) {
        var path = "/sessions/" + id(session) + "/feedback";
        var deadline = System.nanoTime() + REPORT_WITHIN.toNanos();
        var report = api.get(path);
        while (report.path("status").asString("").equals("generating")) {
            if (System.nanoTime() > deadline) {
                throw new RehearsalException(
                        "The report is still being made; ask later: GET /v1" + path);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(300);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            report = api.get(path);
        }
        new ReportPrinter(out).print(report);
    }
}
