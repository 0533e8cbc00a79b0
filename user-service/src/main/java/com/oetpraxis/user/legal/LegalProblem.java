package com.oetpraxis.user.legal;

import com.oetpraxis.shared.web.ProblemType;
import org.springframework.http.HttpStatus;

enum LegalProblem implements ProblemType {
    DOCUMENT_NOT_FOUND(HttpStatus.NOT_FOUND, "RES001", "No such legal document"),
    DOCUMENT_SUPERSEDED(HttpStatus.CONFLICT, "RES002", "A newer version is in force");

    private final HttpStatus status;
    private final String code;
    private final String title;

    LegalProblem(HttpStatus status, String code, String title) {
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
