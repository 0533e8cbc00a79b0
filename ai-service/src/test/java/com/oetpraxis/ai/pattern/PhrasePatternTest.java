package com.oetpraxis.ai.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhrasePatternTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Don't worry, it's fine!      | dont worry its fine
                    What’s the X-ray for?        | what is the x ray for
                    How's the   well-being       | how is the well being
                    39.4 at 02.40                | 39 4 at 02 40
                    Colors and diarrhea, Mom?    | colours and diarrhoea mum
                    You recognize the program    | you recognise the programme
                    What size is the edema?      | what size is the oedema
                    """)
    void normalisesWords(String text, String expected) {
        assertThat(NormalisedText.of(text)).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    cough*                          | Are you coughing?                  | true
                    cough                           | Are you coughing?                  | false
                    a/b + c                         | c then b                           | true
                    a + c                           | only a                             | false
                    any idea*                       | Do you have any ideas?             | true
                    any idea*                       | any good ideas                     | false
                    worr* + !not                    | I am not worried                   | false
                    worr* + !not                    | I am worried                       | true
                    refer*/clinic + clinic/refer*   | I will refer you                   | false
                    refer*/clinic + clinic/refer*   | I will refer you to the clinic     | true
                    what is + wrong                 | What's wrong?                      | true
                    x-ray                           | an x ray today                     | true
                    tell me more + more/about       | tell me more                       | false
                    tell me more + more/about       | tell me more about it              | true
                    old man/man + man               | the old man and a man              | true
                    """)
    void readsTheLanguage(String pattern, String text, boolean met) {
        assertThat(PhrasePattern.parse(pattern).matches(NormalisedText.of(text))).isEqualTo(met);
    }

    @Test
    void triesAnotherPlaceWhenTheFirstIsTaken() {
        var pattern = PhrasePattern.parse("chest clinic/clinic + chest");

        assertThat(pattern.matches(NormalisedText.of("the chest clinic"))).isTrue();
    }

    @Test
    void saysWhereItWasMet() {
        var match =
                PhrasePattern.parse("blood + twice").find(NormalisedText.of("twice with blood"));

        assertThat(match)
                .hasValueSatisfying(found -> {
                    assertThat(found.terms()).isEqualTo(2);
                    assertThat(found.first()).isZero();
                    assertThat(found.last()).isEqualTo(2);
                });
    }

    @Test
    void countsOnlyWhatHasToOccur() {
        assertThat(PhrasePattern.parse("a + b + !c").terms()).isEqualTo(2);
    }

    @Test
    void prefersTheMatchWithMoreTerms() {
        var patterns = PhrasePatterns.of(List.of("a", "a + b", "b + a"));

        assertThat(patterns.best(NormalisedText.of("a b")))
                .hasValueSatisfying(match -> assertThat(match.pattern()).hasToString("a + b"));
    }

    @ParameterizedTest
    @CsvSource({"''", "a +  + b", "a//b", "!a", "'?'"})
    void refusesAPatternWithoutWords(String source) {
        assertThatIllegalArgumentException().isThrownBy(() -> PhrasePattern.parse(source));
    }
}
