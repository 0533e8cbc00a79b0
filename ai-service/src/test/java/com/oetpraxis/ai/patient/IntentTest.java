package com.oetpraxis.ai.patient;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.ai.card.Cards;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Natural sentences reach the intents they mean, with punctuation and without. */
class IntentTest {

    private static final PatientEngine ENGINE = PatientEngine.load();
    private static final Map<String, Script> SCRIPTS = new HashMap<>();

    private record Sentence(String card, String after, String text, String intent) {}

    @Test
    void reachesTheIntendedIntent() {
        var misses = new ArrayList<String>();
        for (var sentence : sentences()) {
            var reached = reached(sentence, sentence.text());
            if (!reached.contains(sentence.intent())) {
                misses.add(sentence + " reached " + reached);
            }
        }

        assertThat(misses).isEmpty();
    }

    /** By the rules "which" opens no question without a question mark, nor does "roughly". */
    @Test
    void reachesItWithoutPunctuation() {
        var misses = new ArrayList<String>();
        for (var sentence : sentences()) {
            if (sentence.text().startsWith("Which") || sentence.text().startsWith("Roughly")) {
                continue;
            }
            var bare = sentence.text().replaceAll("[.?!,]", "").toLowerCase(java.util.Locale.ROOT);
            var reached = reached(sentence, bare);
            if (!reached.contains(sentence.intent())) {
                misses.add(bare + " reached " + reached + " and not " + sentence.intent());
            }
        }

        assertThat(misses).isEmpty();
    }

    @Test
    void hasSentencesForEveryCard() {
        var counts =
                sentences().stream()
                        .collect(Collectors.groupingBy(Sentence::card, Collectors.counting()));

        assertThat(counts.keySet()).containsExactlyInAnyOrderElementsOf(Cards.codes());
        assertThat(counts.values()).allMatch(count -> count >= 14);
    }

    private static List<String> reached(Sentence sentence, String text) {
        var script =
                SCRIPTS.computeIfAbsent(
                        sentence.card(),
                        code -> new Script(Cards.read(code), ENGINE.data().shared()));
        var after = sentence.after().isEmpty() ? Set.<String>of() : Set.of(sentence.after());
        var clauses = ENGINE.splitter().split(text);
        var hits = ENGINE.matcher().match(script, clauses, after, 6);
        var heard = new Understanding(11, text, clauses, hits, List.of(), false);
        var reached = new ArrayList<>(heard.winners().stream().map(Hit::intent).toList());
        reached.addAll(heard.tells());
        return reached;
    }

    private static List<Sentence> sentences() {
        try (var in = IntentTest.class.getResourceAsStream("/patient/labelled.csv")) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> List.of(line.split("\\|", -1)))
                    .map(cells ->
                            new Sentence(
                                    cells.get(0).strip(),
                                    cells.get(1).strip(),
                                    cells.get(2).strip(),
                                    cells.get(3).strip()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
