package com.oetpraxis.session.feedback;

import com.oetpraxis.shared.web.ProblemException;
import com.oetpraxis.shared.web.ProblemType;
import org.springframework.http.HttpStatus;

/** What a report answers when it cannot. */
enum FeedbackProblem implements ProblemType {
    REPORT_NOT_FOUND(HttpStatus.NOT_FOUND, "RES001", "No report"),
    REPORT_NOT_READY(HttpStatus.CONFLICT, "RES002", "The report is not ready"),
    SHARE_NOT_FOUND(HttpStatus.NOT_FOUND, "RES001", "No such link"),
    REPORT_COMPLETE(HttpStatus.CONFLICT, "RES002", "The report is there already");

    private final HttpStatus status;
    private final String code;
    private final String title;

    FeedbackProblem(HttpStatus status, String code, String title) {
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
