package com.oetpraxis.ai.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.ai.patient.PatientEngine;
import com.oetpraxis.ai.scoring.Scorer;
import com.oetpraxis.ai.scoring.Talks;
import com.oetpraxis.ai.transcript.Transcript;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PatientFeelingReaderTest {

    private final PatientFeelingReader reader =
            new PatientFeelingReader(PatientEngine.load(), FeedbackTexts.load());

    static Stream<Transcript> talks() {
        return Stream.concat(Talks.allGolden().stream(), Talks.allScripts().stream())
                .filter(talk -> talk.scenarioId() != null);
    }

    @ParameterizedTest
    @MethodSource("talks")
    void quotesWhatWasSaid(Transcript talk) {
        var feeling = read(talk);

        assertThat(feeling.feeling()).isNotBlank();
        assertThat(feeling.why()).isNotEmpty().hasSizeLessThanOrEqualTo(5);
        assertThat(feeling.why()).anySatisfy(reason -> assertThat(reason.quote()).isNotNull());
        for (var reason : feeling.why()) {
            var quote = reason.quote();
            if (quote != null) {
                var turn =
                        talk.turns().stream()
                                .filter(one -> one.index() == quote.turn())
                                .findFirst()
                                .orElseThrow();
                var points = turn.text().codePoints().toArray();
                assertThat(new String(points, quote.start(), quote.end() - quote.start()))
                        .isEqualTo(quote.text())
                        .isNotBlank();
            }
        }
    }

    @Test
    void aPatientWhoWasHeardIsAtEase() {
        var feeling = read(Talks.golden("g1-inhalers-excellent"));

        assertThat(feeling.feeling()).startsWith("At ease");
        assertThat(feeling.why())
                .extracting(PatientFeeling.Reason::text)
                .contains("You answered a feeling, and the patient felt heard.");
    }

    @Test
    void aPatientWhoWasBlamedIsGuarded() {
        var feeling = read(Talks.golden("g6-cough-dismissive"));

        assertThat(feeling.feeling()).startsWith("Guarded");
        assertThat(feeling.why())
                .extracting(PatientFeeling.Reason::text)
                .contains("This felt like being brushed aside or blamed.");
    }

    @Test
    void saysHowThePatientCameAndLeft() {
        assertThat(read(Talks.golden("g1-inhalers-excellent")).feeling())
                .contains("The patient came in ", " and left relieved.");
        assertThat(read(Talks.golden("g6-cough-dismissive")).feeling())
                .contains("The patient came in anxious and left on guard.");
    }

    /** Trust and emotion are two measures, and the report tells one story. */
    @ParameterizedTest
    @MethodSource("talks")
    void tellsOneStory(Transcript talk) {
        var feeling = read(talk).feeling();

        if (feeling.matches("(At ease|Trusting).*")) {
            assertThat(feeling)
                    .doesNotContain(
                            "left on guard",
                            "left anxious",
                            "left upset",
                            "on guard all",
                            "upset all",
                            "left so");
        }
        if (feeling.startsWith("Guarded")) {
            assertThat(feeling).doesNotContain("left relieved", "left calm", "calm all");
        }
    }

    @Test
    void praisesNothingWithoutItsWords() {
        for (var talk : talks().toList()) {
            assertThat(read(talk).why())
                    .filteredOn(reason ->
                            reason.text()
                                    .matches(
                                            "You (said|asked|called|left|answered|took|summed|thanked).*"))
                    .allMatch(reason -> reason.quote() != null);
        }
    }

    @Test
    void tellsNothingWithoutACard() {
        assertThat(reader.read(Scorer.load().score(Talks.golden("g1-inhalers-excellent"), null)))
                .isNull();
    }

    @Test
    void tellsNothingWhereTheLearnerSaidNothing() {
        assertThat(reader.read(Talks.score(Talks.typed("silent", "med-01-cough", "P: Hello?"))))
                .isNull();
    }

    private PatientFeeling read(Transcript talk) {
        return Objects.requireNonNull(reader.read(Talks.score(talk)));
    }
}
