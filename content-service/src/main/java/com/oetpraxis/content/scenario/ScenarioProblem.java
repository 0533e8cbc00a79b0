package com.oetpraxis.content.scenario;

import com.oetpraxis.shared.web.ProblemType;
import org.springframework.http.HttpStatus;

/** What learners are told about scenarios that are not theirs. */
enum ScenarioProblem implements ProblemType {
    PROFESSION_MISMATCH(HttpStatus.FORBIDDEN, "PER001", "This is for another profession");

    private final HttpStatus status;
    private final String code;
    private final String title;

    ScenarioProblem(HttpStatus status, String code, String title) {
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
