package com.oetpraxis.ai.meaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MiniLmTest {

    private static final Map<String, Integer> VOCABULARY =
            Map.of(
                    "[UNK]", 100, "[CLS]", 101, "[SEP]", 102, "do", 1, "you", 2, "smok", 3, "##e",
                    4, "?", 5, "cafe", 6);

    private final MiniLm model = MiniLm.load();

    @Test
    void putsSentencesOfOneMeaningTogether() {
        var asked = model.of("What tablets are you on?");
        var same = model.of("Which medicines do you take at the moment?");
        var other = model.of("Who lives with you at home?");

        assertThat(asked).hasSize(384);
        assertThat(SentenceVectors.nearness(asked, asked)).isCloseTo(1, within(1e-5));
        assertThat(SentenceVectors.nearness(asked, same))
                .isGreaterThan(SentenceVectors.nearness(asked, other) + 0.3);
    }

    @Test
    void givesTheSameVectorEveryTime() {
        assertThat(model.of("Does it hurt?")).isEqualTo(model.of("Does it hurt?"));
    }

    @Test
    void takesSilenceAndAWholeLecture() {
        assertThat(model.of("")).hasSize(384);
        assertThat(model.of("and then we take it away ".repeat(200))).hasSize(384);
    }

    @Test
    void splitsWordsIntoTheLongestPieces() {
        var pieces = new WordPieces(VOCABULARY);

        assertThat(pieces.of("Do you smoke?", 96)).containsExactly(101, 1, 2, 3, 4, 5, 102);
        assertThat(pieces.of("Café xyz", 96)).containsExactly(101, 6, 100, 102);
        assertThat(pieces.of("do you do you do you", 4)).containsExactly(101, 1, 2, 102);
    }
}
