package com.oetpraxis.user.signin;

import com.oetpraxis.user.account.AccountService;
import com.oetpraxis.user.account.User;
import com.oetpraxis.user.secret.SecretCipher;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Checks the codes of the second factor (BR-24, BR-69). */
@Component
public class SecondFactor {

    private final SecretCipher cipher;
    private final AccountService accounts;
    private final Clock clock;

    SecondFactor(SecretCipher cipher, AccountService accounts, Clock clock) {
        this.cipher = cipher;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** The secret as it is stored with the account. */
    public byte[] encrypt(UUID userId, byte[] secret) {
        return cipher.encrypt(secret, context(userId));
    }

    /** Whether the code is right now and was not used before; uses it up. */
    boolean take(User user, String code) {
        var encrypted = user.mfaSecret();
        if (encrypted == null) {
            return false;
        }
        var totp = new Totp(cipher.decrypt(encrypted, context(user.id())));
        var step = totp.match(code, clock.instant());
        return step.isPresent() && accounts.takeMfaStep(user.id(), step.getAsLong());
    }

    private static String context(UUID userId) {
        return "users.mfa_secret:" + userId;
    }
}
