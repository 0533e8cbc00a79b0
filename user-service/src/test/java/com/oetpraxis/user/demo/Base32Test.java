package com.oetpraxis.user.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Base32Test {

    /** RFC 4648, chapter 10. */
    @ParameterizedTest
    @CsvSource({
        "MY======, f",
        "MZXQ====, fo",
        "MZXW6===, foo",
        "MZXW6YTBOI======, foobar",
        "mzxw 6ytb oi, foobar"
    })
    void decodesTheExamplesOfTheStandard(String text, String expected) {
        assertThat(new String(Base32.decode(text), StandardCharsets.US_ASCII)).isEqualTo(expected);
    }

    @Test
    void refusesOtherCharacters() {
        assertThatIllegalArgumentException().isThrownBy(() -> Base32.decode("M1"));
    }
}
