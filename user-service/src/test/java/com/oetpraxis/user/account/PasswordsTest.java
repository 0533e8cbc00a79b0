package com.oetpraxis.user.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordsTest {

    private final Passwords passwords = new Passwords();

    @Test
    void areKeptAsArgon2idWithTheParametersOfTheDesign() {
        var hash = passwords.hash("Correct horse 7");

        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(passwords.matches("Correct horse 7", hash)).isTrue();
        assertThat(passwords.matches("correct horse 7", hash)).isFalse();
        assertThat(passwords.hash("Correct horse 7")).isNotEqualTo(hash);
    }

    @Test
    void ofNobodyMatchNothing() {
        assertThat(passwords.matches("nobody's password", null)).isFalse();
    }
}
