package com.oetpraxis.user.account;

import static org.mockito.BDDMockito.given;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.oetpraxis.devstack.testing.TestTokens;
import com.oetpraxis.shared.web.ProblemException;
import com.oetpraxis.user.SliceKeys;
import com.oetpraxis.user.legal.LegalService;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.MockMvc;

@WebMvcTest(StandingController.class)
@Import(SliceKeys.class)
class StandingControllerTest {

    @Autowired private MockMvc mvc;
    @MockitoBean private AccountService accounts;
    @MockitoBean private LegalService legal;

    @Test
    void saysSoWhereThereIsNoSuchAccount() throws Exception {
        var id = UUID.randomUUID();
        given(accounts.get(id))
                .willThrow(new ProblemException(AccountProblem.ACCOUNT_NOT_FOUND, "None."));

        mvc.perform(
                        get("/internal/users/{id}/standing", id)
                                .header(
                                        "Authorization",
                                        TestTokens.service("session-service", "user-service")))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.error.code").value("RES001"))
                .andExpect(jsonPath("$.type").value("/problems/account-not-found"));
    }
}
