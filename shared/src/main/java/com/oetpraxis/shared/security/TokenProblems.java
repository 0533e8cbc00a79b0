package com.oetpraxis.shared.security;

import com.oetpraxis.shared.web.CommonProblem;
import com.oetpraxis.shared.web.ProblemException;
import com.oetpraxis.shared.web.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/** Answers a missing, expired or invalid token with its code (catalogue 18.3). */
class TokenProblems implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final ProblemWriter writer;

    TokenProblems(ProblemWriter writer) {
        this.writer = writer;
    }

    @Override
    public void commence(
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationException exception)
            throws IOException {
        response.setHeader("WWW-Authenticate", "Bearer");
        writer.write(problem(exception), request, response);
    }

    @Override
    public void handle(
            HttpServletRequest request,
            HttpServletResponse response,
            AccessDeniedException exception)
            throws IOException {
        writer.write(
                new ProblemException(
                        CommonProblem.PERMISSION_DENIED, "Your role does not allow this."),
                request,
                response);
    }

    private static ProblemException problem(AuthenticationException exception) {
        if (!(exception instanceof InvalidBearerTokenException)) {
            return new ProblemException(
                    CommonProblem.AUTHENTICATION_FAILED,
                    "Send an access token as Authorization: Bearer.");
        }
        return expired(exception.getCause())
                ? new ProblemException(
                        CommonProblem.TOKEN_EXPIRED, "The access token has expired; refresh it.")
                : new ProblemException(
                        CommonProblem.TOKEN_INVALID,
                        "The access token is not valid or was revoked; sign in again.");
    }

    private static boolean expired(@Nullable Throwable cause) {
        return cause instanceof JwtValidationException e
                && e.getErrors().stream()
                        .allMatch(error ->
                                error.getDescription() != null
                                        && error.getDescription().contains("expired"));
    }
}
