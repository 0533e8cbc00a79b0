package com.oetpraxis.user.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {

    /** The secret of RFC 6238, appendix B. */
    private static final Totp RFC =
            new Totp("12345678901234567890".getBytes(StandardCharsets.US_ASCII));

    /** Appendix B has eight digits; ours are the last six of them. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void givesTheCodesOfTheStandard(long second, String code) {
        assertThat(RFC.code(Totp.stepOf(Instant.ofEpochSecond(second)))).isEqualTo(code);
    }

    @Test
    void takesTheStepsToEitherSideAndNoOthers() {
        var now = Instant.ofEpochSecond(1_234_567_890);
        var step = Totp.stepOf(now);

        assertThat(RFC.match(RFC.code(step), now)).hasValue(step);
        assertThat(RFC.match(RFC.code(step - 1), now)).hasValue(step - 1);
        assertThat(RFC.match(RFC.code(step + 1), now)).hasValue(step + 1);
        assertThat(RFC.match(RFC.code(step - 2), now)).isEmpty();
        assertThat(RFC.match(RFC.code(step + 2), now)).isEmpty();
        assertThat(RFC.match("", now)).isEmpty();
    }
}
