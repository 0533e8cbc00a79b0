package com.oetpraxis.ai.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpokenFormTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Take 2 tablets.|Take two tablets.",
                "I'm 67 years old.|I'm sixty seven years old.",
                "5 mg twice a day|five milligrams twice a day",
                "1mg|one milligram",
                "0.5 ml|zero point five millilitres",
                "2.5kg|two point five kilograms",
                "39.4°C|thirty nine point four degrees",
                "about 20%|about twenty percent",
                "It's 7/10.|It's seven out of ten.",
                "120/80|one hundred and twenty over eighty",
                "3-4 days|three to four days",
                "3–4 days|three to four days",
                "my 2nd visit|my second visit",
                "the 21st|the twenty first",
                "the 30th|the thirtieth",
                "at 8:30|at eight thirty",
                "at 8:05|at eight oh five",
                "at 9:00|at nine o'clock",
                "at 02.40 am|at two forty A M",
                "at 8am|at eight A M",
                "£20|twenty pounds",
                "£1.50|one pound fifty",
                "in 1998|in nineteen ninety eight",
                "in 2005|in two thousand and five",
                "in 2024|in twenty twenty four",
                "1,250 steps|one thousand two hundred and fifty steps",
                "Dr Khan and Mrs Castle|doctor Khan and missus Castle",
                "Mr. Delaney|mister Delaney",
                "the GP|the G P",
                "two GPs|two G P's",
                "A&E|A and E",
                "an X-ray|an X-ray",
                "24/7|twenty four seven",
                "e.g. tea|for example tea",
                "OK then|OK then",
                "I don’t know|I don't know",
                "Ring 07700900123|Ring zero seven seven zero zero nine zero zero one two three"
            })
    void spellsOutWhatIsNotWrittenAsItIsSaid(String written, String said) {
        assertThat(SpokenForm.of(written)).isEqualTo(said);
    }
}
