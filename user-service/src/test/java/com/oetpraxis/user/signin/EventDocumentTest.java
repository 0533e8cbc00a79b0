package com.oetpraxis.user.signin;

import com.oetpraxis.devstack.testing.MessageDocument;
import com.oetpraxis.user.account.EmailVerified;
import com.oetpraxis.user.account.ProfessionChanged;
import com.oetpraxis.user.account.ProfileUpdated;
import com.oetpraxis.user.account.UserRegistered;
import com.oetpraxis.user.legal.LegalAccepted;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is told here stands in docs/api/asyncapi.yaml as it is. */
class EventDocumentTest {

    @Test
    void isDescribedAsItIsTold() throws IOException {
        MessageDocument.read()
                .mustDescribe(
                        "praxis.user",
                        "user.",
                        Map.of(
                                "user.registered",
                                UserRegistered.class,
                                "user.email_verified",
                                EmailVerified.class,
                                "user.login_succeeded",
                                SignInService.LoginSucceeded.class,
                                "user.login_failed",
                                SignInService.LoginFailed.class,
                                "user.legal_accepted",
                                LegalAccepted.class,
                                "user.profile_updated",
                                ProfileUpdated.class,
                                "user.profession_changed",
                                ProfessionChanged.class));
    }
}
