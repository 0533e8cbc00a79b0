package com.oetpraxis.ai.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.oetpraxis.ai.consultation.Criterion;
import com.oetpraxis.ai.scoring.Notice.Code;
import com.oetpraxis.ai.transcript.AudioQuality;
import com.oetpraxis.ai.transcript.TimedWord;
import com.oetpraxis.ai.transcript.Transcript;
import com.oetpraxis.ai.transcript.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScorerTest {

    private static final Transcript G1 = Talks.golden("g1-inhalers-excellent");

    @Test
    void givesTheSameBytesEveryTime() {
        for (var talk : Talks.allGolden()) {
            var once = ReportWriter.page(Talks.score(talk).report());

            assertThat(ReportWriter.page(Scorer.load().score(talk, Talks.card(talk)).report()))
                    .isEqualTo(once);
        }
    }

    @Test
    void otherTimingsMoveOnlyFluencyAndIntelligibility() {
        for (var talk : Talks.allScripts()) {
            var quick = Talks.score(Talks.spoken(talk, 1, 0, 0.95)).report();
            var slow = Talks.score(Talks.spoken(talk, 1.6, 3, 0.7)).report();

            for (var criterion : Criterion.values()) {
                boolean timed =
                        criterion == Criterion.FLUENCY || criterion == Criterion.INTELLIGIBILITY;
                if (timed) {
                    assertThat(mark(slow, criterion)).isLessThanOrEqualTo(mark(quick, criterion));
                } else {
                    assertThat(mark(slow, criterion)).isEqualTo(mark(quick, criterion));
                }
            }
        }
    }

    @Test
    void otherGrammarMovesOnlyResources() {
        UnaryOperator<String> slips =
                text ->
                        text.replace("it goes", "it go")
                                .replace("It calms", "It calm")
                                .replace("it opens", "it open")
                                .replace("doesn't", "don't")
                                .replace("it takes", "it take")
                                .replace("your sugar rises", "your sugar rise")
                                .replace("four weeks", "four week")
                                .replace("What worries", "What worry");
        for (var talk : List.of(Talks.withoutTimes(G1), Talks.script("upper-anchor-diabetes"))) {
            var broken = Talks.mapLearner(talk, slips);
            var before = Talks.score(talk).report();
            var after = Talks.score(broken).report();

            assertThat(broken).isNotEqualTo(talk);
            for (var criterion : Criterion.values()) {
                if (criterion == Criterion.RESOURCES) {
                    assertThat(mark(after, criterion)).isLessThan(mark(before, criterion));
                } else if (before.criteria().get(criterion) != null) {
                    assertThat(mark(after, criterion))
                            .as("%s %s", talk.id(), criterion)
                            .isCloseTo(mark(before, criterion), within(0.01));
                }
            }
        }
    }

    @Test
    void withoutItsChecksGivingIsNoHigher() {
        for (var talk : Talks.allTyped()) {
            var bare =
                    Talks.mapLearner(
                            talk,
                            text ->
                                    text.replaceAll(
                                            "(Does|Do) (that|it|you) (make sense|understand)[^.?!]*\\?",
                                            ""));

            assertThat(mark(Talks.score(bare).report(), Criterion.GIVING))
                    .isLessThanOrEqualTo(mark(Talks.score(talk).report(), Criterion.GIVING));
        }
    }

    @Test
    void aTechnicalTermForAPlainWordNeverRaisesAppropriateness() {
        var talk = Talks.withoutTimes(G1);
        double before = mark(Talks.score(talk).report(), Criterion.APPROPRIATENESS);
        for (var change :
                List.<UnaryOperator<String>>of(
                        text ->
                                text.replace(
                                        "swelling inside your airways",
                                        "inflammation of the epithelium"),
                        text -> text.replace("blue inhaler", "salbutamol"),
                        text -> text.replace(", which means it opens up your airways quickly", ""),
                        text -> text.replace("so breathless", "so dyspnoeic"))) {
            assertThat(
                            mark(
                                    Talks.score(Talks.mapLearner(talk, change)).report(),
                                    Criterion.APPROPRIATENESS))
                    .isLessThanOrEqualTo(before);
        }
    }

    @Test
    void judgesNoFluencyOfWhatWasTyped() {
        var report = Talks.score(Talks.script("leg-ulcer-excellent")).report();

        assertThat(report.criteria().get(Criterion.FLUENCY)).isNull();
        assertThat(report.criteria().get(Criterion.INTELLIGIBILITY)).isNull();
        assertThat(report.categories().get(Category.PRONUNCIATION)).isNull();
        assertThat(codes(report)).contains(Code.TYPED, Code.NO_WORD_TIMES, Code.NO_CONFIDENCE);
        assertThat(report.estimate()).isNotNull();
    }

    @Test
    void judgesNoIntelligibilityWithoutConfidences() {
        var report =
                Talks.score(
                                mapWords(
                                        G1,
                                        word ->
                                                new TimedWord(
                                                        word.word(),
                                                        word.start(),
                                                        word.end(),
                                                        null)))
                        .report();

        assertThat(report.criteria().get(Criterion.INTELLIGIBILITY)).isNull();
        assertThat(report.criteria().get(Criterion.FLUENCY)).isNotNull();
        assertThat(codes(report)).containsExactly(Code.NO_CONFIDENCE);
        assertThat(report.categories().get(Category.PRONUNCIATION)).isNotNull();
    }

    @Test
    void judgesNoIntelligibilityOfPoorAudio() {
        var report = Talks.score(withAudio(G1, new AudioQuality(7.5, 0.0))).report();

        assertThat(report.criteria().get(Criterion.INTELLIGIBILITY)).isNull();
        assertThat(codes(report)).contains(Code.POOR_AUDIO);
        assertThat(codes(Talks.score(withAudio(G1, new AudioQuality(30.0, 0.02))).report()))
                .contains(Code.POOR_AUDIO);
        assertThat(codes(Talks.score(withAudio(G1, new AudioQuality(18.0, 0.0))).report()))
                .contains(Code.POOR_AUDIO);
        assertThat(codes(Talks.score(withAudio(G1, new AudioQuality(19.5, 0.0))).report()))
                .doesNotContain(Code.POOR_AUDIO);
    }

    @Test
    void saysThatARecogniserIsNotCalibrated() {
        var report = Talks.score(withRecogniser(G1, "moonshine-tiny-en")).report();
        var generic = Objects.requireNonNull(Talks.score(G1).report().estimate());
        var estimate = Objects.requireNonNull(report.estimate());

        assertThat(codes(report)).contains(Code.UNCALIBRATED, Code.FILLERS_NOT_MEASURED);
        assertThat(estimate.value() - estimate.low())
                .isEqualTo(generic.value() - generic.low() + 40);
    }

    @Test
    void scoresWithoutTheCardWhereItIsNotKnown() {
        var report = Scorer.load().score(G1, null).report();

        assertThat(codes(report)).containsExactly(Code.UNKNOWN_SCENARIO);
        assertThat(report.overall()).isGreaterThan(70);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Hello", "?", "um", "...", "😀", "123"})
    void scoresWhateverWasSaid(String text) {
        var report =
                Talks.score(Talks.typed("tiny", null, "C: " + text, "P: Hello.", "C: ")).report();

        assertThat(report.overall()).isBetween(0, 35);
        assertThat(report.estimate()).isNull();
        assertThat(codes(report)).contains(Code.TOO_SHORT);
    }

    @Test
    void scoresATalkOfThePatientAlone() {
        var report =
                Talks.score(
                                Talks.typed(
                                        "alone",
                                        "med-01-cough",
                                        "P: Hello?",
                                        "P: Is anybody there?"))
                        .report();

        assertThat(report.overall()).isZero();
        assertThat(report.evidence()).isEmpty();
    }

    @Test
    void scoresSpeechWithoutPunctuation() {
        for (var talk : Talks.allScripts()) {
            var bare = Talks.mapText(talk, ScorerTest::withoutMarks, ScorerTest::withoutMarks);
            double marked = Talks.score(talk).report().overall();

            assertThat((double) Talks.score(bare).report().overall())
                    .as(talk.id())
                    .isCloseTo(marked, within(22.0));
        }
    }

    @Test
    void capsTheMarksOfAShortTalk() {
        var short1 = Talks.with(G1, G1.turns().subList(0, 3));
        var report = Talks.score(short1).report();

        assertThat(mark(report, Criterion.RESOURCES)).isLessThan(3.2);
        assertThat(mark(report, Criterion.FLUENCY)).isLessThan(3.2);
    }

    @Test
    void theOverallIsTheMeanOfTheCategoriesThereAre() {
        for (var talk : Talks.allTyped()) {
            var report = Talks.score(talk).report();
            double sum = 0;
            double all = 0;
            for (var category : Category.values()) {
                var score = report.categories().get(category);
                if (score != null) {
                    boolean heavy =
                            category == Category.CLINICAL_COMMUNICATION
                                    || category == Category.EMPATHY;
                    sum += (heavy ? 0.2 : 0.15) * score;
                    all += heavy ? 0.2 : 0.15;
                }
            }

            assertThat(report.overall()).isEqualTo((int) Math.floor(sum / all + 0.5 + 1e-9));
        }
    }

    private static String withoutMarks(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[.?!,;:]", "");
    }

    private static double mark(ScoreReport report, Criterion criterion) {
        return Objects.requireNonNull(report.criteria().get(criterion)).doubleValue();
    }

    private static List<Code> codes(ScoreReport report) {
        return report.notices().stream().map(Notice::code).toList();
    }

    private static Transcript withAudio(Transcript talk, AudioQuality quality) {
        return copy(talk, talk.recogniser(), quality);
    }

    private static Transcript withRecogniser(Transcript talk, String recogniser) {
        return copy(talk, recogniser, talk.audioQuality());
    }

    private static Transcript copy(Transcript talk, String recogniser, AudioQuality quality) {
        return new Transcript(
                talk.id(),
                talk.scenarioId(),
                recogniser,
                talk.spoken(),
                quality,
                talk.durationSeconds(),
                talk.turns());
    }

    private static Transcript mapWords(Transcript talk, UnaryOperator<TimedWord> change) {
        var turns = new ArrayList<Turn>();
        for (var turn : talk.turns()) {
            turns.add(
                    new Turn(
                            turn.index(),
                            turn.speaker(),
                            turn.start(),
                            turn.end(),
                            turn.text(),
                            turn.words().stream().map(change).toList()));
        }
        return Talks.with(talk, turns);
    }
}
