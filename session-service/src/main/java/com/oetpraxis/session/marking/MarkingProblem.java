package com.oetpraxis.session.marking;

import com.oetpraxis.shared.web.ProblemException;
import com.oetpraxis.shared.web.ProblemType;
import org.springframework.http.HttpStatus;

/** What marking answers when it cannot; {@code details.reason} is the constant's name. */
enum MarkingProblem implements ProblemType {
    CASE_NOT_FOUND(HttpStatus.NOT_FOUND, "RES001", "No such case"),
    REPORT_NOT_READY(HttpStatus.CONFLICT, "RES002", "The report is not ready"),
    ALREADY_MARKED(HttpStatus.CONFLICT, "RES002", "Marked already"),
    CASE_CLOSED(HttpStatus.CONFLICT, "RES002", "The case is closed"),
    MARKS_MISSING(HttpStatus.CONFLICT, "RES002", "Marks are missing"),
    OWN_MARKS(HttpStatus.CONFLICT, "RES002", "The marks are one's own");

    private final HttpStatus status;
    private final String code;
    private final String title;

    MarkingProblem(HttpStatus status, String code, String title) {
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

    ProblemException because(String detail) {
        return new ProblemException(this, detail).with("reason", name());
    }
}
