package com.oetpraxis.session.drill;

import com.oetpraxis.shared.web.ProblemType;
import org.springframework.http.HttpStatus;

/** What an exercise answers when it cannot. */
enum DrillProblem implements ProblemType {
    DRILL_NOT_FOUND(HttpStatus.NOT_FOUND, "RES001", "No such exercise");

    private final HttpStatus status;
    private final String code;
    private final String title;

    DrillProblem(HttpStatus status, String code, String title) {
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
