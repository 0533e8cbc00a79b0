package com.oetpraxis.user.account;

import com.oetpraxis.shared.web.ProblemType;
import org.springframework.http.HttpStatus;

enum AccountProblem implements ProblemType {
    EMAIL_TAKEN(HttpStatus.CONFLICT, "RES002", "The address has an account already"),
    VERIFICATION_LINK_INVALID(
            HttpStatus.BAD_REQUEST, "VAL001", "The verification link is not valid"),
    ACCOUNT_NOT_FOUND(HttpStatus.NOT_FOUND, "RES001", "No such account");

    private final HttpStatus status;
    private final String code;
    private final String title;

    AccountProblem(HttpStatus status, String code, String title) {
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
