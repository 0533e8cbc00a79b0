package com.oetpraxis.ai.patient;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.ai.meaning.MiniLm;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How much of what learners say the patient understands. {@code unseen.csv} was written without
 * sight of the patterns, and neither they nor the examples were ever tuned on it.
 */
class UnderstandingTest {

    private static PatientEngine engine;

    /** How many of a set were understood, by kind. */
    private record Score(Map<Labelled.Kind, int[]> byKind) {

        static Score of(List<Labelled> set, boolean vectors) {
            var byKind = new EnumMap<Labelled.Kind, int[]>(Labelled.Kind.class);
            for (var one : set) {
                var count = byKind.computeIfAbsent(one.kind(engine), kind -> new int[2]);
                count[1]++;
                if (one.isUnderstoodBy(one.heard(engine, one.text(), vectors))) {
                    count[0]++;
                }
            }
            return new Score(byKind);
        }

        double percent() {
            int right = byKind.values().stream().mapToInt(count -> count[0]).sum();
            int all = byKind.values().stream().mapToInt(count -> count[1]).sum();
            return 100.0 * right / all;
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.1f%% (", percent())
                    + byKind.entrySet().stream()
                            .map(kind ->
                                    kind.getKey().name().toLowerCase(Locale.ROOT)
                                            + " "
                                            + kind.getValue()[0]
                                            + " of "
                                            + kind.getValue()[1])
                            .collect(Collectors.joining(", "))
                    + ")";
        }
    }

    @BeforeAll
    static void load() {
        engine = Labelled.engine(MiniLm.load());
    }

    @Test
    void understandsTheSeenHalf() {
        var seen =
                Stream.concat(
                                Labelled.of("labelled.csv").stream(),
                                Labelled.of("heard.csv").stream())
                        .toList();
        var score = Score.of(seen, true);

        System.out.println("Understood of the seen half: " + score);
        System.out.println("  by patterns alone: " + Score.of(seen, false));
        assertThat(score.percent()).isGreaterThanOrEqualTo(90);
    }

    @Test
    void understandsTheUnseenHalf() {
        var unseen = Labelled.of("unseen.csv");
        var score = Score.of(unseen, true);

        System.out.println("Understood of the unseen half: " + score);
        System.out.println("  by patterns alone: " + Score.of(unseen, false));
        assertThat(score.percent()).isGreaterThanOrEqualTo(85);
    }

    /** A comment before a question must not count as the advice it resembles. */
    @Test
    void hearsLittleAdviceWhereNoneIsGiven() {
        var falsely =
                Stream.concat(
                                Labelled.of("labelled.csv").stream(),
                                Labelled.of("heard.csv").stream())
                        .filter(one -> one.kind(engine) != Labelled.Kind.TELL)
                        .filter(one ->
                                one.heard(engine, one.text(), true).tells().stream()
                                        .anyMatch(tell ->
                                                one.wanted().stream()
                                                        .noneMatch(group -> group.contains(tell))))
                        .count();

        System.out.println("Advice heard where none was given: " + falsely);
        assertThat(falsely).isLessThanOrEqualTo(12);
    }

    /** As the recogniser wrote what was said with a comma, or in British spelling. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    nur-02-ward-fall    | We can go to her bedside right away if you prefer. Would you like that? | see_mum
                    den-02-baby-teeth   | Was there something you'd like to ask me before I go and fetch him?     | any_questions
                    med-01-cough        | What color is it?                                                       | phlegm
                    """)
    void understandsWhateverTheSpelling(String card, String text, String intent) {
        var line = new Labelled(card, "cough", text, List.of(Set.of(intent)));

        assertThat(line.isUnderstood(engine, text)).isTrue();
    }

    @Test
    void hasLabelsThatTheCardsKnow() {
        for (var file : List.of("labelled.csv", "heard.csv", "unseen.csv")) {
            var unknown =
                    Labelled.of(file).stream()
                            .flatMap(one ->
                                    one.unknown(engine).stream().map(id -> one.card() + " " + id))
                            .toList();

            assertThat(unknown).as(file).isEmpty();
        }
        assertThat(Labelled.of("unseen.csv")).hasSize(240);
    }
}
