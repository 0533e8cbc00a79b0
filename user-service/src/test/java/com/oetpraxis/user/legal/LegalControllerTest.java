package com.oetpraxis.user.legal;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.oetpraxis.devstack.testing.TestTokens;
import com.oetpraxis.shared.web.ProblemException;
import com.oetpraxis.user.SliceKeys;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.MockMvc;

@WebMvcTest(LegalController.class)
@Import(SliceKeys.class)
class LegalControllerTest {

    @Autowired private MockMvc mvc;
    @MockitoBean private LegalService legal;

    @ParameterizedTest
    @EnumSource(LegalProblem.class)
    void answersEveryProblemOfAnAcceptance(LegalProblem problem) throws Exception {
        given(legal.accept(any(), any(), anyString(), anyString()))
                .willThrow(new ProblemException(problem, "What to do about it."));

        mvc.perform(
                        post("/v1/legal/accept")
                                .header(
                                        "Authorization",
                                        TestTokens.user(UUID.randomUUID()).bearer())
                                .contentType(MediaType.APPLICATION_JSON)
                                .content(
                                        "{\"documentId\":\"%s\",\"version\":\"1.0\"}"
                                                .formatted(UUID.randomUUID())))
                .andExpect(status().is(problem.status().value()))
                .andExpect(jsonPath("$.error.code").value(problem.code()))
                .andExpect(jsonPath("$.type").value(problem.uri()));
    }
}
