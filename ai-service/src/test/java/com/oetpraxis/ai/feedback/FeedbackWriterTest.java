package com.oetpraxis.ai.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.ai.behaviour.CueLists;
import com.oetpraxis.ai.consultation.Criterion;
import com.oetpraxis.ai.feedback.Analysis.TaskCoverage;
import com.oetpraxis.ai.feedback.Feedback.Improvement;
import com.oetpraxis.ai.feedback.Feedback.Strength;
import com.oetpraxis.ai.scoring.Talks;
import com.oetpraxis.ai.transcript.Quote;
import com.oetpraxis.ai.transcript.Transcript;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedbackWriterTest {

    private static final Set<Criterion> LANGUAGE =
            Set.of(Criterion.INTELLIGIBILITY, Criterion.FLUENCY, Criterion.RESOURCES);

    private final FeedbackWriter writer = new FeedbackWriter(FeedbackTexts.load(), CueLists.load());

    static Stream<Transcript> talks() {
        return Stream.concat(Talks.allGolden().stream(), Talks.allScripts().stream());
    }

    @ParameterizedTest
    @MethodSource("talks")
    void writesThreeOfEachInTheLearnersOwnWords(Transcript talk) {
        var feedback = write(talk);

        assertThat(feedback.strengths()).hasSize(3).doesNotHaveDuplicates();
        assertThat(feedback.strengths()).extracting(Strength::observation).doesNotHaveDuplicates();
        assertThat(feedback.strengths())
                .allSatisfy(one ->
                        assertThat(one.examples())
                                .isNotEmpty()
                                .allSatisfy(quote -> assertStands(talk, quote)));
        assertThat(feedback.improvements())
                .extracting(Improvement::observation)
                .doesNotHaveDuplicates();
        assertThat(feedback.improvements())
                .hasSize(3)
                .allSatisfy(one -> {
                    assertStands(talk, one.quote());
                    assertThat(one.suggestion()).isNotBlank();
                    assertThat(one.example())
                            .isNotBlank()
                            .isNotEqualTo(one.quote().text())
                            .doesNotContain("  ", "null", "%", "{");
                });
    }

    @ParameterizedTest
    @MethodSource("talks")
    void praisesNothingThatWasMarkedDown(Transcript talk) {
        var blamed =
                Talks.score(talk).report().evidence().stream()
                        .filter(one -> !one.credit() && !LANGUAGE.contains(one.criterion()))
                        .map(one -> one.quote())
                        .toList();
        var praised =
                write(talk).strengths().stream()
                        .filter(one -> !one.observation().startsWith("You took your turn"))
                        .filter(one -> !one.category().matches("grammar|pronunciation|vocabulary"))
                        .flatMap(one -> one.examples().stream());

        assertThat(praised)
                .allSatisfy(quote ->
                        assertThat(blamed)
                                .noneMatch(bad ->
                                        bad.turn() == quote.turn()
                                                && bad.start() < quote.end()
                                                && quote.start() < bad.end()));
    }

    @Test
    void namesBlameBeforeAnythingSmaller() {
        var worst = write(Talks.golden("g3-inhalers-fluent-lecture")).improvements().getFirst();

        assertThat(worst.observation()).isEqualTo("This can sound like blame.");
        assertThat(worst.quote().text()).isEqualTo("You do realise");
    }

    @Test
    void namesTheStrengthsOfAKindTalkWithManySlips() {
        var feedback = write(Talks.golden("g2-inhalers-kind-but-halting"));

        assertThat(feedback.strengths())
                .extracting(Strength::category)
                .containsExactly("empathy", "patientEducation", "clinicalCommunication");
        assertThat(feedback.improvements().getFirst().category()).isEqualTo("grammar");
        assertThat(feedback.summary())
                .contains("Strongest: empathy", "To work on first: language accuracy")
                .contains("not an OET result");
    }

    @ParameterizedTest
    @ValueSource(strings = {"doctor", "nurse", "dentist", "physiotherapist"})
    void hasAThemeForEachProfession(String profession) {
        var talk = Talks.golden("g5-cough-good");

        assertThat(writer.write(Talks.score(talk), profession).summary())
                .contains("As a " + profession);
        assertThat(writer.write(Talks.score(talk), "veterinarian").summary())
                .doesNotContain("As a ", "veterinarian");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Hello", "Hello. Goodbye.", "Um", "a b c", "No!?! Yes...", "Dr. Khan"})
    void writesThreeOfEachFromAFewWords(String text) {
        var talk = Talks.typed("tiny", null, "C: " + text, "P: It hurts.");

        var feedback = write(talk);

        assertThat(feedback.strengths()).hasSize(3);
        assertThat(feedback.improvements()).hasSize(3);
        assertThat(feedback.strengths())
                .flatExtracting(Strength::examples)
                .allSatisfy(quote -> assertStands(talk, quote));
        assertThat(feedback.improvements()).allSatisfy(one -> assertStands(talk, one.quote()));
    }

    @Test
    void quotesNobodyWhereTheLearnerSaidNothing() {
        var feedback = write(Talks.typed("silent", "med-01-cough", "P: Hello?", "C: ", "P: Bye."));

        assertThat(feedback.strengths()).isEmpty();
        assertThat(feedback.improvements()).isEmpty();
        assertThat(feedback.summary()).contains("too brief");
    }

    @Test
    void laysAGoodTalkBesideItsTasks() {
        assertThat(coverage("g5-cough-good"))
                .hasSize(5)
                .extracting(TaskCoverage::status)
                .containsOnly("covered");
    }

    @Test
    void laysALectureBesideItsTasks() {
        assertThat(coverage("g3-inhalers-fluent-lecture"))
                .hasSize(5)
                .extracting(TaskCoverage::status)
                .containsOnly("missed");
    }

    @Test
    void showsATaskByWhatBelongsToIt() {
        var tasks = coverage("g1-inhalers-excellent");

        assertThat(tasks.getFirst().status()).isEqualTo("partly");
        assertThat(tasks.getFirst().missed())
                .containsExactly("Finds triggers and vaping without lecturing.");
        assertThat(tasks.getFirst().evidence())
                .extracting(Quote::text)
                .contains("How often does it wake you up");
        assertThat(tasks.subList(1, 5)).extracting(TaskCoverage::status).containsOnly("covered");
    }

    private static List<TaskCoverage> coverage(String id) {
        return AnalysisReader.read(Talks.score(Talks.golden(id))).taskCoverage();
    }

    private Feedback write(Transcript talk) {
        return writer.write(Talks.score(talk), "nurse");
    }

    private static void assertStands(Transcript talk, Quote quote) {
        var turn =
                talk.learnerTurns().stream()
                        .filter(one -> one.index() == quote.turn())
                        .findFirst()
                        .orElseThrow();
        var points = turn.text().codePoints().toArray();

        assertThat(new String(points, quote.start(), quote.end() - quote.start()))
                .isEqualTo(quote.text())
                .isNotBlank();
    }
}
