package com.oetpraxis.user.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SecretCipherTest {

    private static final byte[] SECRET = "a secret".getBytes(StandardCharsets.UTF_8);

    private final SecretCipher cipher = TestCipher.create();

    @Test
    void readsWhatItWrote() {
        assertThat(cipher.decrypt(cipher.encrypt(SECRET, "row 1"), "row 1")).isEqualTo(SECRET);
    }

    @Test
    void neverWritesTheSameTwice() {
        assertThat(cipher.encrypt(SECRET, "row 1")).isNotEqualTo(cipher.encrypt(SECRET, "row 1"));
    }

    @Test
    void refusesASecretOfAnotherRow() {
        var encrypted = cipher.encrypt(SECRET, "row 1");

        assertThatIllegalStateException().isThrownBy(() -> cipher.decrypt(encrypted, "row 2"));
    }

    @Test
    void saysSoWhenTheKeyIsAnother() {
        var other =
                Base64.getEncoder()
                        .encodeToString(
                                "another key of 32 bytes in all.."
                                        .getBytes(StandardCharsets.UTF_8));
        var encrypted = new SecretCipher(new SecretProperties(other)).encrypt(SECRET, "row 1");

        assertThatIllegalStateException()
                .isThrownBy(() -> cipher.decrypt(encrypted, "row 1"))
                .withMessageContaining("PRAXIS_KEY_ENCRYPTION_KEY");
    }

    @Test
    void refusesWhatIsNoSecretOfOurs() {
        assertThatIllegalStateException().isThrownBy(() -> cipher.decrypt(new byte[] {9}, "row 1"));
        assertThatIllegalStateException().isThrownBy(() -> cipher.decrypt(new byte[40], "row 1"));
    }

    @Test
    void doesNotStartWithoutAKeyOf32Bytes() {
        for (var key : new String[] {null, "", " ", "c2hvcnQ=", "not base64!"}) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> new SecretCipher(new SecretProperties(key)))
                    .withMessageContaining("PRAXIS_KEY_ENCRYPTION_KEY");
        }
    }

    @Test
    void derivesTheSameFromTheSame() {
        assertThat(cipher.derive("a")).hasSize(32).isEqualTo(TestCipher.create().derive("a"));
        assertThat(cipher.derive("a")).isNotEqualTo(cipher.derive("b"));
    }
}
