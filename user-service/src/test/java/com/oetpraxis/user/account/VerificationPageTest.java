package com.oetpraxis.user.account;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.willThrow;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.oetpraxis.shared.web.ProblemException;
import com.oetpraxis.user.SliceKeys;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.MockMvc;

@WebMvcTest(
        controllers = VerificationPage.class,
        properties = "praxis.security.anonymous=/verify,/v1/auth/verify-email")
@Import(SliceKeys.class)
class VerificationPageTest {

    @Autowired private MockMvc mvc;
    @MockitoBean private AccountService accounts;

    @Test
    void asksForOneClickAndLoadsNothing() throws Exception {
        mvc.perform(get("/verify").param("token", "a-token"))
                .andExpect(status().isOk())
                .andExpect(content().contentTypeCompatibleWith(MediaType.TEXT_HTML))
                .andExpect(content().string(Matchers.containsString("<html lang=\"en\">")))
                .andExpect(content().string(Matchers.containsString("value=\"a-token\"")))
                .andExpect(content().string(Matchers.not(Matchers.containsString("<script"))))
                .andExpect(content().string(Matchers.not(Matchers.containsString("src="))))
                .andExpect(header().string("Cache-Control", "no-store"))
                .andExpect(
                        header().string(
                                        "Content-Security-Policy",
                                        Matchers.startsWith("default-src 'none'")));
    }

    /** With no-referrer a browser would hide its origin, and the gateway refuse the form. */
    @Test
    void letsTheFormSayWhereItComesFromAndNoOtherSiteKnowTheToken() throws Exception {
        mvc.perform(get("/verify").param("token", "a-token"))
                .andExpect(header().string("Referrer-Policy", "same-origin"));
    }

    @Test
    void escapesWhatTheAddressHolds() throws Exception {
        mvc.perform(get("/verify").param("token", "\"><img src=x>"))
                .andExpect(content().string(Matchers.not(Matchers.containsString("<img"))));
    }

    @Test
    void tellsAPersonWhatIsWrongWithTheLink() throws Exception {
        willThrow(new ProblemException(AccountProblem.VERIFICATION_LINK_INVALID, "It is <old>."))
                .given(accounts)
                .verifyEmail(any());

        mvc.perform(
                        post("/v1/auth/verify-email")
                                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                                .param("token", "x"))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(Matchers.containsString("It is &lt;old&gt;.")));
    }
}
