package com.oetpraxis.user.signin;

import com.oetpraxis.shared.web.ProblemType;
import org.springframework.http.HttpStatus;

enum SignInProblem implements ProblemType {
    CREDENTIALS_WRONG(HttpStatus.UNAUTHORIZED, "AUTH001", "Address or password is wrong"),
    SECOND_FACTOR_REQUIRED(HttpStatus.UNAUTHORIZED, "AUTH005", "A second factor is required"),
    ACCOUNT_NOT_ACTIVE(HttpStatus.FORBIDDEN, "PER001", "The account is not active"),
    TOO_MANY_FAILURES(HttpStatus.TOO_MANY_REQUESTS, "GATEWAY_002", "Too many failed sign-ins"),
    REFRESH_TOKEN_EXPIRED(HttpStatus.UNAUTHORIZED, "AUTH002", "The refresh token has expired"),
    REFRESH_TOKEN_INVALID(HttpStatus.UNAUTHORIZED, "AUTH003", "The refresh token is not valid");

    private final HttpStatus status;
    private final String code;
    private final String title;

    SignInProblem(HttpStatus status, String code, String title) {
        this.status = status;
        this.code = code;
        this.title = title;
    }

    @Override
    public HttpStatus status() {
        return status;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String title() {
        return title;
    }
}
