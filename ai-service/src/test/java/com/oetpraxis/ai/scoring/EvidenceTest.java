package com.oetpraxis.ai.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.ai.transcript.Quote;
import com.oetpraxis.ai.transcript.Transcript;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every quote stands where it says it stands, in a turn of the learner's. */
class EvidenceTest {

    static Stream<Transcript> talks() {
        return Stream.concat(Talks.allGolden().stream(), Talks.allScripts().stream());
    }

    @ParameterizedTest
    @MethodSource("talks")
    void quotesTheLearnerWordForWord(Transcript talk) {
        var evidence = Talks.score(talk).report().evidence();

        assertThat(evidence).isNotEmpty().allSatisfy(one -> assertStands(talk, one.quote()));
    }

    @Test
    void countsCodePointsWhereLettersTakeTwo() {
        var talk =
                Talks.typed(
                        "emoji",
                        null,
                        "C: 😀😀 Hello. I'm Zoë\u0301, the nurse. What worries you most 😀 about it?",
                        "P: It hurts 😀 a lot.",
                        "C: 😀 I'm sorry to hear that your knee hurts, and I can see why you are worried.");

        assertThat(Talks.score(talk).report().evidence())
                .isNotEmpty()
                .allSatisfy(one -> assertStands(talk, one.quote()));
    }

    @Test
    void quotesThroughHesitationAndRepeats() {
        var talk =
                Talks.typed(
                        "halting",
                        null,
                        "C: Um, hello. I'm, uh, I'm the the nurse.",
                        "P: It hurts.",
                        "C: It, um, it must be, er, painful for for you. Does it, um, does it wake you up?");

        assertThat(Talks.score(talk).report().evidence())
                .isNotEmpty()
                .allSatisfy(one -> assertStands(talk, one.quote()));
    }

    static void assertStands(Transcript talk, Quote quote) {
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
