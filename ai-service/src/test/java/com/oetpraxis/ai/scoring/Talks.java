package com.oetpraxis.ai.scoring;

import com.oetpraxis.ai.card.Card;
import com.oetpraxis.ai.consultation.Lists;
import com.oetpraxis.ai.language.RememberedRules;
import com.oetpraxis.ai.patient.Matched;
import com.oetpraxis.ai.transcript.AudioQuality;
import com.oetpraxis.ai.transcript.Speaker;
import com.oetpraxis.ai.transcript.TimedWord;
import com.oetpraxis.ai.transcript.Transcript;
import com.oetpraxis.ai.transcript.TranscriptReader;
import com.oetpraxis.ai.transcript.Turn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Talks to score: the golden files, written scripts, and changed copies of both. */
public final class Talks {

    static final Path CARDS = Path.of("../content-service/src/main/resources/cards");
    static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final Path SCRIPTS = Path.of("src/test/resources/scripts");

    private static final Scorer SCORER =
            new Scorer(Rubric.load(), Lists.load(), RememberedRules.create());
    private static final CardFolder FOLDER = new CardFolder(CARDS);

    private Talks() {}

    public static Assessment score(Transcript talk) {
        return SCORER.score(talk, card(talk));
    }

    /** Talks put together by chance, the same each time. */
    public static Stream<Transcript> generated(int count) {
        return GeneratedTalks.talks(count);
    }

    /** The scorer of these talks. */
    public static Scorer scorer() {
        return SCORER;
    }

    static @Nullable Card card(Transcript talk) {
        return FOLDER.find(talk.scenarioId());
    }

    public static Transcript golden(String id) {
        return new TranscriptReader().read(read(GOLDEN.resolve(id + ".json")));
    }

    public static List<Transcript> allGolden() {
        return List.of(
                golden("g1-inhalers-excellent"),
                golden("g2-inhalers-kind-but-halting"),
                golden("g3-inhalers-fluent-lecture"),
                golden("g4-inhalers-poor"),
                golden("g5-cough-good"),
                golden("g6-cough-dismissive"));
    }

    /** A script of lines "C: ..." and "P: ...", as if typed. */
    public static Transcript script(String name) {
        var lines = read(SCRIPTS.resolve(name + ".txt")).lines().toList();
        var scenario = lines.getFirst().substring("scenario: ".length());
        return typed(
                name,
                scenario.equals("none") ? null : scenario,
                lines.subList(1, lines.size()).toArray(String[]::new));
    }

    public static List<Transcript> allScripts() {
        try (var files = Files.list(SCRIPTS)) {
            return files.map(file -> file.getFileName().toString().replace(".txt", ""))
                    .sorted()
                    .map(Talks::script)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Golden files and scripts together, the golden ones without their times. */
    static List<Transcript> allTyped() {
        var talks = new ArrayList<Transcript>();
        allGolden().forEach(talk -> talks.add(withoutTimes(talk)));
        talks.addAll(allScripts());
        return talks;
    }

    /** The same talk with what the patient understood of one turn. */
    public static Transcript understood(Transcript talk, int index, Matched as) {
        return new Transcript(
                talk.id(),
                talk.scenarioId(),
                talk.recogniser(),
                talk.spoken(),
                talk.audioQuality(),
                talk.durationSeconds(),
                talk.turns().stream()
                        .map(turn ->
                                turn.index() == index
                                        ? new Turn(
                                                turn.index(),
                                                turn.speaker(),
                                                turn.start(),
                                                turn.end(),
                                                turn.text(),
                                                turn.words(),
                                                as)
                                        : turn)
                        .toList());
    }

    public static Transcript typed(String id, @Nullable String scenario, String... lines) {
        var turns = new ArrayList<Turn>();
        for (var line : lines) {
            if (!line.isBlank()) {
                turns.add(
                        new Turn(
                                turns.size(),
                                line.startsWith("C:") ? Speaker.LEARNER : Speaker.PATIENT,
                                null,
                                null,
                                line.substring(2).strip(),
                                List.of()));
            }
        }
        return new Transcript(id, scenario, "generic", false, AudioQuality.UNKNOWN, null, turns);
    }

    public static Transcript withoutTimes(Transcript talk) {
        return with(
                talk,
                talk.turns().stream()
                        .map(turn ->
                                new Turn(
                                        turn.index(),
                                        turn.speaker(),
                                        null,
                                        null,
                                        turn.text(),
                                        List.of()))
                        .toList());
    }

    static Transcript with(Transcript talk, List<Turn> turns) {
        return new Transcript(
                talk.id(),
                talk.scenarioId(),
                talk.recogniser(),
                talk.spoken(),
                talk.audioQuality(),
                talk.durationSeconds(),
                turns);
    }

    /** A copy in which the turns' texts are changed; turns that change lose their times. */
    static Transcript mapText(
            Transcript talk, UnaryOperator<String> learner, UnaryOperator<String> patient) {
        return with(
                talk,
                talk.turns().stream()
                        .map(turn ->
                                withText(
                                        turn,
                                        (turn.isLearner() ? learner : patient).apply(turn.text())))
                        .toList());
    }

    static Transcript mapLearner(Transcript talk, UnaryOperator<String> change) {
        return mapText(talk, change, UnaryOperator.identity());
    }

    /** A copy in which one turn's text is changed. */
    static Transcript mapTurn(Transcript talk, int position, UnaryOperator<String> change) {
        var turns = new ArrayList<>(talk.turns());
        var turn = turns.get(position);
        turns.set(position, withText(turn, change.apply(turn.text())));
        return with(talk, turns);
    }

    static Turn withText(Turn turn, String text) {
        return text.equals(turn.text())
                ? turn
                : new Turn(turn.index(), turn.speaker(), turn.start(), turn.end(), text, List.of());
    }

    /**
     * A copy spoken at a given pace: every word takes the same time for its letters, with pauses at
     * marks and, every so many words, within clauses.
     *
     * @param stretch 1 for a good pace, more for a slow one
     * @param pauseEvery words between pauses within clauses; 0 for none
     */
    static Transcript spoken(Transcript talk, double stretch, int pauseEvery, double confidence) {
        var turns = new ArrayList<Turn>();
        double now = 0.5;
        int count = 0;
        for (var turn : talk.turns()) {
            double start = now;
            var words = new ArrayList<TimedWord>();
            for (var piece : turn.text().split("\\s+", -1)) {
                var word = piece.replaceAll("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$", "");
                if (word.isEmpty()) {
                    continue;
                }
                double end = now + stretch * Math.max(0.16, 0.065 * word.length() + 0.08);
                words.add(new TimedWord(word, now, end, confidence));
                now = end + 0.04;
                if (piece.endsWith(".") || piece.endsWith("?") || piece.endsWith(",")) {
                    now += 0.45;
                } else if (pauseEvery > 0 && ++count % pauseEvery == 0) {
                    now += 0.6;
                }
            }
            turns.add(new Turn(turn.index(), turn.speaker(), start, now, turn.text(), words));
            now += 0.7;
        }
        return new Transcript(
                talk.id(),
                talk.scenarioId(),
                talk.recogniser(),
                true,
                new AudioQuality(30.0, 0.0),
                now,
                turns);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
