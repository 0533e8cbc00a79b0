package com.oetpraxis.ai.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.ai.consultation.Criterion;
import com.oetpraxis.ai.scoring.GeneratedTalks.Parts;
import com.oetpraxis.ai.transcript.Transcript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What may and what must not move a score, over talks put together by chance. */
class GeneratedTalksTest {

    private static final int TALKS = 16;

    static Stream<Parts> parts() {
        return GeneratedTalks.parts(TALKS);
    }

    static Stream<Transcript> talks() {
        return GeneratedTalks.talks(TALKS);
    }

    @ParameterizedTest
    @MethodSource("parts")
    void swappingTwoNeighbouringExchangesMovesLittle(Parts parts) {
        var before = Marks.of(parts.transcript());
        var moved = new ArrayList<String>();
        for (int i = 0; i + 1 < parts.exchanges().size(); i++) {
            var after = Marks.of(parts.swapped(i).transcript());
            for (var criterion : Criterion.values()) {
                double by = after.on(criterion) - before.on(criterion);
                if (Math.abs(by) > 0.2) {
                    moved.add(
                            "%s by %.2f: %s <> %s"
                                    .formatted(
                                            criterion,
                                            by,
                                            parts.exchanges().get(i),
                                            parts.exchanges().get(i + 1)));
                }
            }
        }

        assertThat(moved).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("parts")
    void namesDoNotMatter(Parts parts) {
        var before = Talks.score(parts.transcript()).report();
        var names = List.of("Mr Oyelaran-Bamgboye", "Ms Li", "Mrs O'Brien", "Mr José", "Ms Hope");
        int number = Math.floorMod(parts.id().hashCode(), names.size());
        for (var name : List.of(names.get(number), names.get((number + 1) % names.size()))) {
            var after = Talks.score(parts.of(name).transcript()).report();

            assertThat(after.criteria()).as(name).isEqualTo(before.criteria());
            assertThat(after.categories()).as(name).isEqualTo(before.categories());
        }
    }

    @ParameterizedTest
    @MethodSource("talks")
    void aFirstToThirdCausedEmpathyNeverLowersEmpathyAndAFourthNeverRaisesIt(Transcript talk) {
        var causes =
                List.of(
                        "I'm really worried about it.",
                        "It hurts all the time and I can't sleep.",
                        "I'm frightened, to be honest.",
                        "I've been so upset.");
        var answers =
                List.of(
                        "I can hear how worried you are.",
                        "It must be hard when it hurts like that.",
                        "I'm sorry to hear that you are frightened.",
                        "I understand how you feel.");
        var bare =
                Talks.mapLearner(
                        talk,
                        text ->
                                text.replaceAll(
                                        "(I can understand|I'm sorry|That must|Thank you|I'm glad)[^.?!]*[.?!]",
                                        "I see."));
        var turns = new ArrayList<>(bare.turns());
        var places =
                IntStream.range(1, turns.size() - 1)
                        .filter(i -> !turns.get(i).isLearner())
                        .limit(4)
                        .toArray();
        for (int i = 0; i < 4; i++) {
            var turn = turns.get(places[i]);
            turns.set(places[i], Talks.withText(turn, turn.text() + " " + causes.get(i)));
        }
        var scores = new ArrayList<Double>();
        var relationship = new ArrayList<Double>();
        note(Talks.with(bare, turns), scores, relationship);
        for (int i = 0; i < 4; i++) {
            var turn = turns.get(places[i] + 1);
            turns.set(places[i] + 1, Talks.withText(turn, answers.get(i) + " " + turn.text()));
            note(Talks.with(bare, turns), scores, relationship);
        }

        assertThat(scores.subList(0, 4)).isSorted();
        assertThat(relationship.subList(0, 4)).isSorted();
        assertThat(relationship.get(4)).isLessThanOrEqualTo(relationship.get(3));
        assertThat(scores.get(4)).isLessThanOrEqualTo(scores.get(3));
    }

    private static void note(Transcript talk, List<Double> scores, List<Double> relationship) {
        var marks = Marks.of(talk);
        scores.add(marks.on(Category.EMPATHY));
        relationship.add(marks.on(Criterion.RELATIONSHIP));
    }

    @ParameterizedTest
    @MethodSource("talks")
    void aGrammarErrorNeverRaisesGrammar(Transcript talk) {
        List<UnaryOperator<String>> slips =
                List.of(
                        text -> text.replaceFirst("\\b(can|will|could) ", "$1 to "),
                        text -> text.replaceFirst("\\bmakes\\b", "make"),
                        text -> text.replaceFirst("\\bhas\\b", "have"),
                        text -> text.replaceFirst("\\b(a|an|the) ", ""),
                        text -> text.replaceFirst("\\bdo you\\b", "you"),
                        text -> text.replaceFirst("\\bwas\\b", "were"),
                        text -> text + " He go to the hospital yesterday.",
                        text -> text + " She have been ill since three years.",
                        text -> text + " You can to take many medicine.",
                        text -> text + " I am agree with you.");
        var before = Marks.of(talk);
        for (var slip : slips) {
            int place =
                    IntStream.range(0, talk.turns().size())
                            .filter(i -> talk.turns().get(i).isLearner())
                            .filter(i -> {
                                var text = talk.turns().get(i).text();
                                return !slip.apply(text).equals(text);
                            })
                            .findFirst()
                            .orElse(-1);
            if (place >= 0) {
                var after = Marks.of(Talks.mapTurn(talk, place, slip));

                assertThat(after.on(Category.GRAMMAR))
                        .as(slip.apply(talk.turns().get(place).text()))
                        .isLessThanOrEqualTo(before.on(Category.GRAMMAR));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("talks")
    void thePatientsWordsEarnNothing(Transcript talk) {
        var before = Marks.of(talk);
        var after =
                Marks.of(
                        Talks.mapText(
                                talk,
                                UnaryOperator.identity(),
                                text ->
                                        text
                                                + " I understand how you feel. What worries you most?"
                                                + " First, let me explain. Does that make sense? To"
                                                + " summarise, take care."));

        for (var criterion : Criterion.values()) {
            if (!Double.isNaN(before.on(criterion))) {
                assertThat(after.on(criterion))
                        .as(criterion.code())
                        .isLessThanOrEqualTo(before.on(criterion));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("talks")
    void anInsultLowersEmpathy(Transcript talk) {
        double before = Marks.of(talk).on(Category.EMPATHY);
        for (var insult : List.of("You are stupid.", "Shut up and listen.", "Stop whining.")) {
            int place = talk.turns().size() / 2;
            while (!talk.turns().get(place).isLearner()) {
                place++;
            }
            var after = Marks.of(Talks.mapTurn(talk, place, text -> text + " " + insult));

            assertThat(after.on(Category.EMPATHY)).as(insult).isLessThan(before);
        }
    }

    @ParameterizedTest
    @MethodSource("talks")
    void spellingVariantsAndAccentsMoveNothing(Transcript talk) {
        UnaryOperator<String> other =
                text ->
                        text.replace("OK", "okay")
                                .replace("'", "\u2019")
                                .replace("Daniel", "Dani\u00ebl");
        var before = Talks.score(talk).report();
        var after = Talks.score(Talks.mapText(talk, other, other)).report();

        assertThat(after.criteria()).isEqualTo(before.criteria());
        assertThat(after.categories()).isEqualTo(before.categories());
    }

    @ParameterizedTest
    @MethodSource("talks")
    void parrotingThePatientScoresLow(Transcript talk) {
        var turns = new ArrayList<>(talk.turns());
        for (int i = 2; i < turns.size(); i++) {
            if (turns.get(i).isLearner()) {
                turns.set(i, Talks.withText(turns.get(i), turns.get(i - 1).text()));
            }
        }

        assertThat(Talks.score(Talks.with(talk, turns)).report().overall()).isLessThan(35);
    }

    @ParameterizedTest
    @MethodSource("talks")
    void gibberishAndKeywordsScoreLow(Transcript talk) {
        var random = new Random(20_261);
        var gibberish =
                Talks.mapLearner(
                        talk,
                        text ->
                                Arrays.stream(text.split(" ", -1))
                                        .map(word -> nonsense(word.length(), random))
                                        .collect(Collectors.joining(" ", "", ".")));
        var keywords =
                Talks.mapLearner(
                        talk,
                        text ->
                                "sorry understand worried concern idea expectation first second"
                                        + " finally summarise check question explain plan safe.");

        assertThat(Talks.score(gibberish).report().overall()).isLessThanOrEqualTo(15);
        assertThat(Talks.score(keywords).report().overall()).isLessThanOrEqualTo(35);
    }

    private static String nonsense(int length, Random random) {
        return random.ints(Math.max(2, length), 'a', 'z' + 1)
                .mapToObj(letter -> String.valueOf((char) letter))
                .collect(Collectors.joining());
    }

    static Stream<Transcript> talksOnACard() {
        return talks().filter(talk -> Talks.card(talk) != null);
    }

    @ParameterizedTest
    @MethodSource("talksOnACard")
    void readingTheCardAloudScoresLow(Transcript talk) {
        var card = Objects.requireNonNull(Talks.card(talk));
        var tasks = card.candidateCard().tasks().iterator();
        var said =
                Talks.mapLearner(
                        talk, text -> tasks.hasNext() ? tasks.next() : card.candidateCard().role());

        assertThat(Talks.score(said).report().overall()).isLessThanOrEqualTo(30);
    }

    @Test
    void differsFromTalkToTalk() {
        assertThat(talks().map(talk -> Talks.score(talk).report().overall()).distinct().count())
                .isGreaterThan(8);
    }
}
