package com.oetpraxis.ai.recogniser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoopTest {

    @Test
    void keepsWhatIsRepeatedOnce() {
        assertThat(writtenUntilALoop(List.of(1, 2), List.of(7, 8, 9, 10))).isEqualTo(6);
    }

    @Test
    void findsALongSentenceOnItsThirdTime() {
        var sentence = IntStream.range(100, 112).boxed().toList();

        assertThat(writtenUntilALoop(List.of(), sentence)).isEqualTo(12);
    }

    @Test
    void findsASinglePieceOverAndOver() {
        assertThat(writtenUntilALoop(List.of(1, 2, 3), List.of(5))).isEqualTo(4);
    }

    @Test
    void leavesAStammerAndAnEmphasis() {
        assertThat(Loop.keep(pieces(List.of(4, 4, 4, 4, 4)))).isNegative();
        assertThat(Loop.keep(pieces(List.of(1, 2, 3, 1, 2, 3, 1, 2, 3, 4)))).isNegative();
        assertThat(Loop.keep(pieces(List.of(1, 2, 1, 2, 1, 2, 1, 2)))).isNegative();
    }

    @Test
    void leavesASentenceSaidTwice() {
        var twice = new ArrayList<Integer>();
        for (int time = 0; time < 2; time++) {
            IntStream.range(0, 20).forEach(twice::add);
        }

        assertThat(Loop.keep(pieces(twice))).isNegative();
    }

    /** How much is kept once the second part, again and again, is a loop. */
    private static int writtenUntilALoop(List<Integer> begin, List<Integer> again) {
        var written = new ArrayList<>(pieces(begin));
        for (int i = 0; i < 100; i++) {
            written.add(new Piece(again.get(i % again.size()), 0.9));
            int keep = Loop.keep(written);
            if (keep >= 0) {
                return keep;
            }
        }
        return -1;
    }

    private static List<Piece> pieces(List<Integer> ids) {
        return ids.stream().map(id -> new Piece(id, 0.9)).toList();
    }
}
