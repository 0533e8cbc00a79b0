package com.oetpraxis.session.marking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The anchors of oet-domain 3.8. */
class MarksTest {

    @Test
    void leadToTheAnchorsOfTheScale() {
        assertThat(estimate(5, 2)).isEqualTo(360);
        assertThat(estimate(4, 2)).isEqualTo(310);
        assertThat(estimate(3, 1)).isEqualTo(190);
        assertThat(estimate(0, 0)).isZero();
        assertThat(estimate(6, 3)).isEqualTo(500);
    }

    @Test
    void countOnlyWhatWasMarked() {
        var marks = new Marks(null, null, 6, 6, 3, 3, 3, 3, 3);

        assertThat(marks.given()).hasSize(7);
        assertThat(EstimateScale.of(marks.given())).isEqualTo(500);
    }

    private static int estimate(int linguistic, int clinical) {
        return EstimateScale.of(
                new Marks(
                                linguistic,
                                linguistic,
                                linguistic,
                                linguistic,
                                clinical,
                                clinical,
                                clinical,
                                clinical,
                                clinical)
                        .given());
    }
}
