package com.oetpraxis.session.marking;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.session.marking.Agreement.Pair;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AgreementTest {

    private static final int[] ONE = {0, 1, 2, 3, 3, 2, 1, 2, 3, 0};
    private static final int[] OTHER = {0, 1, 1, 3, 2, 2, 1, 3, 3, 1};

    /** Against figures that were worked out apart from this code. */
    @Test
    void isWhatTheFormulasSay() {
        var agreement = Agreement.of(Criterion.GATHERING, pairs(ONE, OTHER));

        assertThat(agreement.pairs()).isEqualTo(10);
        assertThat(agreement.quadraticWeightedKappa()).isEqualTo(0.82);
        assertThat(agreement.pearson()).isEqualTo(0.823);
        assertThat(agreement.bias()).isEqualTo(0);
        assertThat(agreement.meanAbsoluteDifference()).isEqualTo(0.4);
    }

    @Test
    void tellsAStrictRaterFromALenientOne() {
        var higher = List.of(new Pair(4.4, 3), new Pair(5.5, 5), new Pair(3.1, 2));

        var agreement = Agreement.of(Criterion.FLUENCY, higher);

        assertThat(agreement.bias()).isEqualTo(1);
        assertThat(agreement.pearson()).isGreaterThan(0.9);
    }

    @Test
    void saysNothingOfTooLittle() {
        assertThat(Agreement.of(Criterion.FLUENCY, List.of()))
                .isEqualTo(new Agreement("fluency", 0, null, null, null, null));
        var one = Agreement.of(Criterion.FLUENCY, List.of(new Pair(3, 4)));
        assertThat(one.quadraticWeightedKappa()).isNull();
        assertThat(one.pearson()).isNull();
        assertThat(one.bias()).isEqualTo(-1);
        var same = Agreement.of(Criterion.FLUENCY, List.of(new Pair(3, 3), new Pair(3, 3)));
        assertThat(same.quadraticWeightedKappa()).isNull();
        assertThat(same.pearson()).isNull();
    }

    private static List<Pair> pairs(int[] one, int[] other) {
        return IntStream.range(0, one.length).mapToObj(i -> new Pair(one[i], other[i])).toList();
    }
}
