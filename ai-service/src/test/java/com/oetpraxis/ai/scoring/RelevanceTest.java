package com.oetpraxis.ai.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.ai.transcript.Transcript;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether a talk is about the card that was played. */
class RelevanceTest {

    static Stream<Transcript> talks() {
        return Stream.concat(Talks.allGolden().stream(), Talks.allScripts().stream())
                .filter(talk -> Talks.card(talk) != null);
    }

    @ParameterizedTest
    @MethodSource("talks")
    void aTalkOnItsOwnCardIsToThePoint(Transcript talk) {
        assertThat(Talks.score(talk).relevance()).isGreaterThanOrEqualTo(0.6);
    }

    /** However good it is: it was the wrong talk. */
    @ParameterizedTest
    @CsvSource({
        "g1-inhalers-excellent, den-01-wisdom-tooth",
        "g1-inhalers-excellent, nur-02-ward-fall",
        "g1-inhalers-excellent, phy-02-knee-replacement",
        "g5-cough-good, die-01-coeliac",
        "g5-cough-good, ot-01-hip-home-visit",
        "back-pain-good, med-01-cough",
        "back-pain-good, pha-02-inhalers",
        "febrile-average, pha-01-warfarin",
        "febrile-average, nur-02-ward-fall",
        "leg-ulcer-excellent, med-02-febrile",
        "leg-ulcer-excellent, pha-02-inhalers",
        "ward-fall-good, pha-02-inhalers",
        "ward-fall-good, den-02-baby-teeth",
        "upper-anchor-diabetes, den-01-wisdom-tooth",
        "upper-anchor-diabetes, pha-02-inhalers"
    })
    void aTalkOnAnotherCardIsOffTopicAndScoresLow(String id, String card) {
        var talk = on(card, id.startsWith("g") ? Talks.golden(id) : Talks.script(id));

        var report = Talks.score(talk).report();

        assertThat(report.notices())
                .extracting(Notice::code)
                .contains(Notice.Code.OFF_TOPIC)
                .doesNotContain(Notice.Code.UNKNOWN_SCENARIO);
        assertThat(report.overall()).isLessThanOrEqualTo(65);
    }

    @Test
    void courtesiesAloneAreNotOffTopic() {
        var talk =
                Talks.typed(
                        "courtesies",
                        "med-01-cough",
                        "C: Good morning, Mr Delaney.",
                        "P: Morning.",
                        "C: Thank you for coming in. How are you feeling?",
                        "P: All right.");

        assertThat(Talks.score(talk).relevance()).isEqualTo(1);
    }

    private static Transcript on(String card, Transcript talk) {
        return new Transcript(
                talk.id(),
                card,
                talk.recogniser(),
                talk.spoken(),
                talk.audioQuality(),
                talk.durationSeconds(),
                talk.turns());
    }
}
