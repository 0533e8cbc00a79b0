package com.oetpraxis.user.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"ana@example.org", "Ana.Lima+oet@mail.example.co.uk", "o'hara_1@x-y.de"})
    void takesOrdinaryOnes(String address) {
        assertThat(address).matches(Address.PATTERN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ana",
                "ana@",
                "@example.org",
                "ana@localhost",
                "ana@-x.org",
                "ana@x..org",
                "ana lima@example.org",
                "ana@example.org\nBcc: b@example.org",
                "ana@example.org "
            })
    void refusesWhatIsNone(String address) {
        assertThat(address).doesNotMatch(Address.PATTERN);
    }

    @Test
    void isDoneWithAHugeOneAtOnce() {
        assertThat("a@" + "a.".repeat(1_000_000) + "org").doesNotMatch(Address.PATTERN);
    }
}
