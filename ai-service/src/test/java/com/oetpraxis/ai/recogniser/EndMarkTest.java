package com.oetpraxis.ai.recogniser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class EndMarkTest {

    private static final int WORD = 3;
    private static final int FULL_STOP = 4;
    private static final int QUESTION_MARK = 5;

    private final EndMark endMark = endMark("▁word", ".", "?");

    private static EndMark endMark(String... pieces) {
        try {
            var all = new String[3 + pieces.length];
            System.arraycopy(new String[] {"<unk>", "<s>", "</s>"}, 0, all, 0, 3);
            System.arraycopy(pieces, 0, all, 3, pieces.length);
            return new EndMark(VocabularyTest.vocabulary(all));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void asksWhereThatIsQuiteLikely() {
        assertThat(endMark.instead(FULL_STOP, likely(0.8, 0.2))).isEqualTo(QUESTION_MARK);
        assertThat(endMark.instead(FULL_STOP, likely(0.9, 0.1))).isEqualTo(FULL_STOP);
    }

    @Test
    void changesNoOtherPiece() {
        assertThat(endMark.instead(WORD, likely(0.5, 0.5))).isEqualTo(WORD);
        assertThat(endMark.instead(QUESTION_MARK, likely(0.9, 0.1))).isEqualTo(QUESTION_MARK);
    }

    @Test
    void takesBothMarksForOneEnd() {
        assertThat(endMark.probability(QUESTION_MARK, likely(0.7, 0.2)))
                .isCloseTo(0.9, within(0.001));
        assertThat(endMark.probability(FULL_STOP, likely(0.7, 0.2))).isCloseTo(0.7, within(0.001));
    }

    @Test
    void leavesAVocabularyWithoutMarksAlone() {
        var none = endMark("▁word", "▁other", "▁third");

        assertThat(none.instead(FULL_STOP, likely(0.8, 0.2))).isEqualTo(FULL_STOP);
        assertThat(none.probability(FULL_STOP, likely(0.8, 0.2))).isCloseTo(0.8, within(0.001));
    }

    /** Logits by which a full stop and a question mark are so likely; the rest is the word's. */
    private static float[] likely(double fullStop, double questionMark) {
        var logits = new float[] {-50, -50, -50, 0, 0, 0};
        logits[WORD] = (float) Math.log(Math.max(1e-9, 1 - fullStop - questionMark));
        logits[FULL_STOP] = (float) Math.log(fullStop);
        logits[QUESTION_MARK] = (float) Math.log(questionMark);
        return logits;
    }
}
