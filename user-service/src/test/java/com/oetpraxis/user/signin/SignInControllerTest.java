package com.oetpraxis.user.signin;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willThrow;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.oetpraxis.devstack.testing.TestTokens;
import com.oetpraxis.shared.web.ProblemException;
import com.oetpraxis.user.SliceKeys;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@WebMvcTest(SignInController.class)
@Import(SliceKeys.class)
class SignInControllerTest {

    @Autowired private MockMvc mvc;
    @MockitoBean private SignInService signIns;

    @ParameterizedTest
    @EnumSource(SignInProblem.class)
    void answersEveryProblemOfASignIn(SignInProblem problem) throws Exception {
        given(signIns.signIn(any(), anyString())).willThrow(with(problem));

        mvc.perform(login())
                .andExpect(status().is(problem.status().value()))
                .andExpect(jsonPath("$.error.code").value(problem.code()))
                .andExpect(jsonPath("$.title").value(problem.title()))
                .andExpect(jsonPath("$.type").value(problem.uri()));
    }

    @ParameterizedTest
    @EnumSource(SignInProblem.class)
    void answersEveryProblemOfARefresh(SignInProblem problem) throws Exception {
        given(signIns.refresh(any())).willThrow(with(problem));

        mvc.perform(json(post("/v1/auth/refresh"), "{\"refreshToken\":\"x\"}"))
                .andExpect(status().is(problem.status().value()))
                .andExpect(jsonPath("$.error.code").value(problem.code()));
    }

    @Test
    void saysWhenToComeBack() throws Exception {
        given(signIns.signIn(any(), anyString()))
                .willThrow(
                        with(SignInProblem.TOO_MANY_FAILURES).retryAfter(Duration.ofSeconds(61)));

        mvc.perform(login())
                .andExpect(header().string("Retry-After", "61"))
                .andExpect(jsonPath("$.error.retryable").value(true))
                .andExpect(jsonPath("$.error.retryAfter").value(61));
    }

    @Test
    void answersAForeignTokenAtSignOut() throws Exception {
        willThrow(with(SignInProblem.REFRESH_TOKEN_INVALID)).given(signIns).signOut(any(), any());

        mvc.perform(
                        json(post("/v1/auth/logout"), "{\"refreshToken\":\"x\"}")
                                .header(
                                        "Authorization",
                                        TestTokens.user(UUID.randomUUID()).bearer()))
                .andExpect(status().isUnauthorized())
                .andExpect(jsonPath("$.error.code").value("AUTH003"));
    }

    @Test
    void wantsAFreshTokenAtSignOut() throws Exception {
        mvc.perform(
                        json(post("/v1/auth/logout"), "{\"refreshToken\":\"x\"}")
                                .header(
                                        "Authorization",
                                        TestTokens.user(UUID.randomUUID())
                                                .age(Duration.ofMinutes(16))
                                                .bearer()))
                .andExpect(status().isUnauthorized())
                .andExpect(jsonPath("$.error.code").value("AUTH002"));
    }

    private static MockHttpServletRequestBuilder login() {
        return json(post("/v1/auth/login"), "{\"email\":\"a@example.org\",\"password\":\"x\"}");
    }

    private static MockHttpServletRequestBuilder json(
            MockHttpServletRequestBuilder request, String body) {
        return request.contentType(MediaType.APPLICATION_JSON).content(body);
    }

    private static ProblemException with(SignInProblem problem) {
        return new ProblemException(problem, "What to do about it.");
    }
}
