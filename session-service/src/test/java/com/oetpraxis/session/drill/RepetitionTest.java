package com.oetpraxis.session.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** SM-2 as published. */
class RepetitionTest {

    @Test
    void growsByTheEasinessFromTheThirdGoodAnswerOn() {
        assertThat(intervals(4, 4, 4, 4, 4)).containsExactly(1, 6, 15, 38, 95);
        assertThat(intervals(5, 5, 5)).containsExactly(1, 6, 17);
    }

    @Test
    void changesTheEasinessByTheGrade() {
        assertThat(Repetition.FIRST.answered(5).easiness()).isCloseTo(2.6, within(1e-9));
        assertThat(Repetition.FIRST.answered(4).easiness()).isCloseTo(2.5, within(1e-9));
        assertThat(Repetition.FIRST.answered(3).easiness()).isCloseTo(2.36, within(1e-9));
    }

    @Test
    void beginsAnewAfterABadAnswerAndKeepsTheEasiness() {
        var known = Repetition.FIRST.answered(5).answered(5).answered(5);

        var forgotten = known.answered(2);

        assertThat(forgotten).isEqualTo(new Repetition(0, known.easiness(), 1));
        assertThat(forgotten.answered(4).intervalDays()).isEqualTo(1);
        assertThat(forgotten.answered(4).answered(4).intervalDays()).isEqualTo(6);
    }

    @Test
    void takesGradesFromZeroToFive() {
        assertThatIllegalArgumentException().isThrownBy(() -> Repetition.FIRST.answered(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> Repetition.FIRST.answered(6));
    }

    private static List<Integer> intervals(int... grades) {
        var intervals = new ArrayList<Integer>();
        var repetition = Repetition.FIRST;
        for (var grade : grades) {
            repetition = repetition.answered(grade);
            intervals.add(repetition.intervalDays());
        }
        return intervals;
    }
}
