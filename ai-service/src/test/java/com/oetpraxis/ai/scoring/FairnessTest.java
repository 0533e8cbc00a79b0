package com.oetpraxis.ai.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.ai.consultation.Criterion;
import com.oetpraxis.ai.transcript.Transcript;
import com.oetpraxis.ai.transcript.Turn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may and what must not move a score, over changed copies of many talks. */
class FairnessTest {

    private static final List<String> CAUSES =
            List.of(
                    "I'm really worried about it.",
                    "It hurts all the time and I can't sleep.",
                    "I'm frightened, to be honest.",
                    "I've been so upset.");
    private static final List<String> CAUSED =
            List.of(
                    "I'm sorry to hear that.",
                    "It must be hard for you.",
                    "I can understand why you feel that way.",
                    "That sounds very difficult.");

    static Stream<Transcript> talks() {
        return Talks.allTyped().stream();
    }

    static Stream<Transcript> plainTalks() {
        return Stream.of(
                Talks.script("leg-ulcer-middling"),
                Talks.script("wisdom-tooth-dismissive"),
                Talks.script("lower-anchor-diabetes"),
                Talks.withoutTimes(Talks.golden("g4-inhalers-poor")),
                Talks.withoutTimes(Talks.golden("g6-cough-dismissive")));
    }

    @ParameterizedTest
    @MethodSource("plainTalks")
    void aFirstToThirdCausedEmpathyNeverLowersEmpathyAndAFourthNeverRaisesIt(Transcript talk) {
        var turns = new ArrayList<>(talk.turns());
        var places = patientTurnsBeforeLearner(turns);
        for (int i = 0; i < 4; i++) {
            var turn = turns.get(places.get(i));
            turns.set(places.get(i), Talks.withText(turn, turn.text() + " " + CAUSES.get(i)));
        }
        var scores = new ArrayList<Double>();
        var marks = new ArrayList<Double>();
        scores.add(empathy(Talks.with(talk, turns)));
        for (int i = 0; i < 4; i++) {
            int place = places.get(i) + 1;
            var turn = turns.get(place);
            turns.set(place, Talks.withText(turn, CAUSED.get(i) + " " + turn.text()));
            scores.add(empathy(Talks.with(talk, turns)));
            marks.add(Marks.of(Talks.with(talk, turns)).on(Criterion.RELATIONSHIP));
        }

        assertThat(scores.subList(0, 4)).isSorted();
        assertThat(marks.subList(0, 3)).isSorted();
        assertThat(marks.get(3)).isLessThanOrEqualTo(marks.get(2));
    }

    @ParameterizedTest
    @MethodSource("talks")
    void aStockPhraseWithoutCauseRaisesRelationshipLittle(Transcript talk) {
        double before = Marks.of(talk).on(Criterion.RELATIONSHIP);
        for (int i = 0; i < talk.turns().size(); i++) {
            if (talk.turns().get(i).isLearner()) {
                var changed = Talks.mapTurn(talk, i, text -> "I understand how you feel. " + text);

                assertThat(Marks.of(changed).on(Criterion.RELATIONSHIP) - before)
                        .as("turn %d of %s", i, talk.id())
                        .isLessThanOrEqualTo(0.2);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("talks")
    void stuffingWithStockPhrasesNeverRaisesEmpathy(Transcript talk) {
        var stuffed =
                Talks.mapLearner(talk, text -> text + " I understand how you feel. I'm so sorry.");
        var more =
                Talks.mapLearner(
                        stuffed, text -> text + " I understand how you feel. I'm so sorry.");

        assertThat(empathy(more)).isLessThanOrEqualTo(empathy(stuffed));
    }

    @ParameterizedTest
    @MethodSource("talks")
    void anInsultLowersEmpathy(Transcript talk) {
        double before = Marks.of(talk).on(Criterion.RELATIONSHIP);
        double empathyBefore = empathy(talk);
        for (var insult :
                List.of(
                        "You are stupid.",
                        "Don't be such a baby.",
                        "Shut up and listen.",
                        "You're an idiot.")) {
            var changed = Talks.mapTurn(talk, middle(talk), text -> text + " " + insult);
            var insulted = Marks.of(changed);

            if (before > 0) {
                assertThat(insulted.on(Criterion.RELATIONSHIP))
                        .as(talk.id() + insult)
                        .isLessThan(before);
                assertThat(insulted.on(Category.EMPATHY)).isLessThanOrEqualTo(empathyBefore);
            }
            if (empathyBefore > 5) {
                assertThat(insulted.on(Category.EMPATHY)).isLessThan(empathyBefore);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("talks")
    void aGrammarErrorNeverRaisesGrammar(Transcript talk) {
        List<UnaryOperator<String>> slips =
                List.of(
                        text -> text.replaceFirst("\\b[Ii]t's\\b", "it are"),
                        text -> text.replaceFirst("\\bdoes (\\w+) ", "do $1 "),
                        text -> text.replaceFirst("\\bhas\\b", "have"),
                        text -> text.replaceFirst("\\b(can|will|could) ", "$1 to "),
                        text -> text.replaceFirst("\\b(a|an|the) ", ""),
                        text -> text.replaceFirst("\\bthe ", "the the "),
                        text -> text + " He go to the hospital yesterday.",
                        text -> text + " She don't have the pain.",
                        text -> text + " I am agree with you.",
                        text -> text + " You can to take the tablet two time.",
                        text -> text + " Many people is worried.",
                        text -> text + " It make the swelling more better.");
        double grammar = Marks.of(talk).on(Category.GRAMMAR);
        double resources = Marks.of(talk).on(Criterion.RESOURCES);
        for (int i = 0; i < talk.turns().size(); i++) {
            if (!talk.turns().get(i).isLearner()) {
                continue;
            }
            var text = talk.turns().get(i).text();
            for (var slip : slips.subList(0, 6)) {
                if (slip.apply(text).equals(text)) {
                    continue;
                }
                var marks = Marks.of(Talks.mapTurn(talk, i, slip));

                assertThat(marks.on(Category.GRAMMAR))
                        .as(talk.id() + i)
                        .isLessThanOrEqualTo(grammar);
                assertThat(marks.on(Criterion.RESOURCES))
                        .as(talk.id() + i)
                        .isLessThanOrEqualTo(resources);
            }
        }
        for (var slip : slips.subList(6, slips.size())) {
            var marks = Marks.of(Talks.mapTurn(talk, middle(talk), slip));

            assertThat(marks.on(Category.GRAMMAR))
                    .as(talk.id() + slip.apply(""))
                    .isLessThanOrEqualTo(grammar);
        }
    }

    @ParameterizedTest
    @MethodSource("talks")
    void thePatientsWordsEarnNothing(Transcript talk) {
        var before = Marks.of(talk);
        var words =
                " I understand how you feel. What worries you most? First, let me explain. Does that"
                        + " make sense? Is there anything else you would like to ask? Take care.";
        var changed = Talks.mapText(talk, UnaryOperator.identity(), text -> text + words);
        var marks = Marks.of(changed);

        for (var criterion : Criterion.values()) {
            if (!Double.isNaN(before.on(criterion))) {
                assertThat(marks.on(criterion))
                        .as(talk.id() + criterion)
                        .isLessThanOrEqualTo(before.on(criterion));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("talks")
    void namesDoNotMatter(Transcript talk) {
        var names =
                Pattern.compile(
                        "\\b(Tom|Delaney|Amara|Lena|Osei|Carol|Okafor|Reyes|Whitlock|Grace|Paula|Otley|Elena"
                                + "|Castle|Mensah|Adwoa|Daniel|Mbeki|Silva)\\b");
        for (var name : List.of("Xiuying", "José", "Will", "Li", "Oyelaran-Bamgboye", "O'Brien")) {
            UnaryOperator<String> rename = text -> names.matcher(text).replaceAll(name);
            var changed = Talks.mapText(talk, rename, rename);

            assertSame(talk, changed, name);
        }
    }

    @ParameterizedTest
    @MethodSource("talks")
    void spellingAndAccentsMoveNothing(Transcript talk) {
        UnaryOperator<String> american =
                text ->
                        text.replace("realise", "realize")
                                .replace("recognise", "recognize")
                                .replace("summarise", "summarize")
                                .replace("apologise", "apologize")
                                .replace("colour", "color")
                                .replace("moisturising", "moisturizing")
                                .replace("OK", "okay")
                                .replace("Mum", "Mom")
                                .replace("mum", "mom")
                                .replace("'", "’")
                                .replace("cafe", "café");

        assertSame(talk, Talks.mapText(talk, american, american), "american");
    }

    /** The patient's line stays with the answer to it, and what leads on to the next stays too. */
    @ParameterizedTest
    @MethodSource("talks")
    void swappingTwoNeighbouringExchangesMovesLittle(Transcript talk) {
        var before = Marks.of(talk);
        var turns = talk.turns();
        int first = firstQuestion(turns);
        for (int i = Math.max(3, first + 1); i + 4 < turns.size() - 2; i++) {
            if (turns.get(i).isLearner() || leadsOn(turns, i)) {
                continue;
            }
            var swapped = new ArrayList<>(turns);
            Collections.swap(swapped, i, i + 2);
            Collections.swap(swapped, i + 1, i + 3);
            var marks = Marks.of(Talks.with(talk, swapped));
            for (var criterion : Criterion.values()) {
                if (!Double.isNaN(before.on(criterion))) {
                    assertThat(Math.abs(marks.on(criterion) - before.on(criterion)))
                            .as("%s %s %d", talk.id(), criterion, i)
                            .isLessThanOrEqualTo(0.2);
                }
            }
        }
    }

    private static int firstQuestion(List<Turn> turns) {
        return IntStream.range(1, turns.size())
                .filter(i -> turns.get(i).isLearner() && turns.get(i).text().contains("?"))
                .findFirst()
                .orElse(0);
    }

    /** Whether a turn of these is the cause of what follows beyond its own exchange. */
    private static boolean leadsOn(List<Turn> turns, int i) {
        return shares(turns.get(i - 1), turns.get(i))
                || shares(turns.get(i + 1), turns.get(i + 2))
                || shares(turns.get(i + 3), turns.get(i + 4));
    }

    private static boolean shares(Turn one, Turn other) {
        var words = List.of(one.text().toLowerCase(Locale.ROOT).split("\\W+", -1));
        return Arrays.stream(other.text().toLowerCase(Locale.ROOT).split("\\W+", -1))
                .anyMatch(word -> word.length() > 4 && words.contains(word));
    }

    @Test
    void gibberishScoresLow() {
        var random = new Random(7);
        var gibberish =
                Talks.mapLearner(
                        Talks.withoutTimes(Talks.golden("g1-inhalers-excellent")),
                        text ->
                                Arrays.stream(text.split(" ", -1))
                                                .map(word -> nonsense(word.length(), random))
                                                .reduce((a, b) -> a + " " + b)
                                                .orElse("")
                                        + ".");

        assertLow(gibberish, 15);
    }

    @Test
    void wordsInNoOrderScoreLow() {
        var random = new Random(11);
        for (var talk :
                List.of(Talks.golden("g1-inhalers-excellent"), Talks.golden("g5-cough-good"))) {
            var all = new ArrayList<String>();
            talk.learnerTurns()
                    .forEach(turn ->
                            all.addAll(
                                    List.of(turn.text().replaceAll("[.?!,]", "").split(" ", -1))));
            Collections.shuffle(all, random);
            var words = all.iterator();
            var salad =
                    Talks.mapLearner(
                            Talks.withoutTimes(talk),
                            text ->
                                    Stream.generate(words::next)
                                                    .limit(text.split(" ", -1).length)
                                                    .reduce((a, b) -> a + " " + b)
                                                    .orElse("")
                                            + ".");

            assertLow(salad, 40);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "asthma inhaler steroid reliever preventer swelling lungs weight rinse mouth nurse review 999",
                "Empathy. Open question. Signpost. Summary. Teach back. Safety net. Asthma. Inhaler. Cough.",
                "Sorry understand worried concern idea expectation first second finally summarise check question"
            })
    void keywordsScoreLow(String keywords) {
        var talk =
                Talks.mapLearner(
                        Talks.withoutTimes(Talks.golden("g1-inhalers-excellent")),
                        text -> keywords);

        assertLow(talk, 30);
    }

    @Test
    void readingTheCardAloudScoresLow() {
        for (var id : List.of("g1-inhalers-excellent", "g5-cough-good")) {
            var talk = Talks.withoutTimes(Talks.golden(id));
            var card = Objects.requireNonNull(Talks.card(talk)).candidateCard();
            var lines = new ArrayList<>(card.tasks());
            lines.add(0, card.role());
            var next =
                    Stream.iterate(0, i -> i + 1).map(i -> lines.get(i % lines.size())).iterator();

            assertLow(Talks.mapLearner(talk, text -> next.next()), 30);
        }
    }

    @Test
    void stockPhrasesAloneScoreLow() {
        var phrases =
                "I understand how you feel. Thank you for telling me. First, let me explain. Second, let me"
                        + " explain. Does that make sense? To summarise. Is there anything else you would"
                        + " like to ask?";
        var talk =
                Talks.mapLearner(
                        Talks.withoutTimes(Talks.golden("g1-inhalers-excellent")), text -> phrases);

        assertLow(talk, 45);
    }

    private static void assertLow(Transcript talk, int most) {
        var report = Talks.score(talk).report();
        assertThat(report.overall())
                .as("%s %s", talk.id(), report.criteria())
                .isLessThanOrEqualTo(most);
    }

    private static String nonsense(int length, Random random) {
        var word = new StringBuilder();
        for (int i = 0; i < Math.max(2, length); i++) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return word.toString();
    }

    private static void assertSame(Transcript talk, Transcript changed, String how) {
        var one = Talks.score(talk).report();
        var other = Talks.score(changed).report();
        assertThat(other.criteria()).as(talk.id() + " " + how).isEqualTo(one.criteria());
        assertThat(other.categories()).as(talk.id() + " " + how).isEqualTo(one.categories());
    }

    private static double empathy(Transcript talk) {
        return Marks.of(talk).on(Category.EMPATHY);
    }

    private static int middle(Transcript talk) {
        int at = talk.turns().size() / 2;
        return talk.turns().get(at).isLearner() ? at : at + 1;
    }

    private static List<Integer> patientTurnsBeforeLearner(List<Turn> turns) {
        return IntStream.range(0, turns.size() - 1)
                .filter(i -> !turns.get(i).isLearner() && turns.get(i + 1).isLearner())
                .boxed()
                .toList();
    }
}
