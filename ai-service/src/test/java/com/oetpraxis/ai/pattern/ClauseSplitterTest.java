package com.oetpraxis.ai.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClauseSplitterTest {

    private final ClauseSplitter splitter =
            new ClauseSplitter(
                    List.of(
                            ("what when where which who why how do does did is are was were have has"
                                            + " had can could would will shall should may might any")
                                    .split(" ")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Good morning. What brings you in?            | S:good morning # Q:what brings you in
                    I see! Go on; I'm listening.                 | S:i see # S:go on # S:im listening
                    Do you smoke, and how much do you drink?     | Q:do you smoke and # Q:how much do you drink
                    Does it hurt or is it numb?                  | Q:does it hurt or # Q:is it numb
                    I'd use paracetamol, is that all right?      | S:id use paracetamol # Q:is that all right
                    You're not worried, are you?                 | Q:youre not worried are you
                    It was 39.4 at home. Is Dr. Ames here?       | S:it was 39 4 at home # Q:is dr ames here
                    Do you cough when you lie down?              | Q:do you cough when you lie down
                    Is it worse at night and when you lie down?  | Q:is it worse at night and when you lie down
                    And how long have you had it.                | Q:and how long have you had it
                    Do you smoke. I see.                         | Q:do you smoke # S:i see
                    Should you feel worse, ring us.              | S:should you feel worse ring us
                    What you need is rest.                       | S:what you need is rest
                    So what's the matter?                        | Q:so what is the matter
                    Rest it for a day or two, okay?              | S:rest it for a day or two okay
                    Is it all right to go on, okay?              | Q:is it all right to go on okay
                    Is it hot, is it tight, or what?             | Q:is it hot # Q:is it tight or what
                    ...                                          | ''
                    """)
    void splitsAtPunctuation(String turn, String expected) {
        assertThat(shown(splitter.split(turn))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    how long have you had it                     | Q:how long have you had it
                    well um how long have you had it             | Q:well um how long have you had it
                    do you smoke and do you drink                | Q:do you smoke and # Q:do you drink
                    when you cough it hurts                      | S:when you cough it hurts
                    when did it start                            | Q:when did it start
                    which side is it                             | S:which side is it
                    any pain in the chest                        | Q:any pain in the chest
                    any pain in the chest can mean that you need to be seen | S:any pain in the chest can mean that you need to be seen
                    hello what brings you in                     | S:hello # Q:what brings you in
                    i see so is it worse at night                | S:i see so # Q:is it worse at night
                    and the tablets do you take them every day   | S:and the tablets # Q:do you take them every day
                    the cough how long have you had it           | S:the cough # Q:how long have you had it
                    when you lie down is there any pain          | S:when you lie down # Q:is there any pain
                    take it as they do it at the clinic          | S:take it as they do it at the clinic
                    the good news is it will heal                | S:the good news is it will heal
                    if you have it again call us                 | S:if you have it again call us
                    """)
    void findsQuestionsWithoutPunctuation(String turn, String expected) {
        assertThat(shown(splitter.split(turn))).isEqualTo(expected);
    }

    @Test
    void splitsUnpunctuatedSpeechAtAPause() {
        var turn = "my name is ana what is your name";
        var pausing = timed(turn, 4, 0.6);
        var flowing = timed(turn, 4, 0.3);

        assertThat(shown(splitter.split(turn, pausing)))
                .isEqualTo("S:my name is ana # Q:what is your name");
        assertThat(shown(splitter.split(turn, flowing)))
                .isEqualTo("S:my name is ana what is your name");
    }

    @Test
    void judgesALastClauseWithoutAnEndMarkAsSpeech() {
        assertThat(shown(splitter.split("Hello. how are you feeling today")))
                .isEqualTo("S:hello # Q:how are you feeling today");
    }

    @Test
    void keepsThePlaceOfEachClause() {
        var turn = "I see. Does it hurt, and is it numb?";

        assertThat(splitter.split(turn))
                .extracting(clause -> turn.substring(clause.start(), clause.end()))
                .containsExactly("I see.", "Does it hurt, and", "is it numb?");
    }

    private static List<SpokenWord> timed(String turn, int pauseBefore, double pause) {
        var words = new ArrayList<SpokenWord>();
        double at = 0;
        for (var token : NormalisedText.of(turn).tokens()) {
            if (words.size() == pauseBefore) {
                at += pause;
            }
            words.add(new SpokenWord(token.word(), at, at + 0.2));
            at += 0.25;
        }
        return words;
    }

    private static String shown(List<Clause> clauses) {
        return clauses.stream()
                .map(clause -> (clause.isQuestion() ? "Q:" : "S:") + clause.words())
                .collect(Collectors.joining(" # "));
    }
}
