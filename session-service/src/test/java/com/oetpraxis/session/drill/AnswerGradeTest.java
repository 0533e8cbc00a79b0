package com.oetpraxis.session.drill;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnswerGradeTest {

    private static final String QUOTE = "You must keep the compression on";
    private static final String EXAMPLE = "I suggest that you keep the tight bandage on";

    @Test
    void countsTheWordsSharedWithTheBetterWording() {
        assertThat(AnswerGrade.of("i suggest that you keep the tight bandage on!", QUOTE, EXAMPLE))
                .isEqualTo(5);
        assertThat(AnswerGrade.of("I suggest you keep the bandage on", QUOTE, EXAMPLE))
                .isEqualTo(5);
        assertThat(AnswerGrade.of("I suggest that you leave it on", QUOTE, EXAMPLE)).isEqualTo(4);
        assertThat(
                        AnswerGrade.of(
                                "Perhaps the bandage could stay on, the nurse says",
                                QUOTE,
                                EXAMPLE))
                .isEqualTo(2);
    }

    @Test
    void givesLittleForNothingAndForTheSameAgain() {
        assertThat(AnswerGrade.of(" ?! ", QUOTE, EXAMPLE)).isZero();
        assertThat(AnswerGrade.of("you must KEEP the compression on.", QUOTE, EXAMPLE))
                .isEqualTo(1);
    }

    @Test
    void takesAnyNewWordingWhereThereIsNoExample() {
        assertThat(AnswerGrade.of("Would you keep it on?", QUOTE, null)).isEqualTo(3);
    }
}
