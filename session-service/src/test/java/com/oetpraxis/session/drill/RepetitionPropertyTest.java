package com.oetpraxis.session.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class RepetitionPropertyTest {

    @Property
    void staysWithinItsBoundsWhateverTheAnswers(
            @ForAll @Size(max = 60) List<@IntRange(max = 5) Integer> grades) {
        var repetition = Repetition.FIRST;
        for (var grade : grades) {
            var before = repetition;
            repetition = repetition.answered(grade);

            assertThat(repetition.easiness()).isBetween(1.3, 2.5 + 0.1 * grades.size() + 1e-9);
            assertThat(repetition.intervalDays()).isBetween(1, 365);
            if (grade >= 3) {
                assertThat(repetition.repetitions()).isEqualTo(before.repetitions() + 1);
                assertThat(repetition.intervalDays())
                        .isGreaterThanOrEqualTo(Math.min(365, before.intervalDays()));
            } else {
                assertThat(repetition.repetitions()).isZero();
                assertThat(repetition.intervalDays()).isEqualTo(1);
            }
        }
    }

    @Property
    void neverBringsABetterAnswerBackSooner(
            @ForAll @Size(max = 20) List<@IntRange(max = 5) Integer> grades,
            @ForAll @IntRange(max = 4) int grade) {
        var repetition = Repetition.FIRST;
        for (var before : grades) {
            repetition = repetition.answered(before);
        }

        assertThat(repetition.answered(grade + 1).intervalDays())
                .isGreaterThanOrEqualTo(repetition.answered(grade).intervalDays());
    }
}
