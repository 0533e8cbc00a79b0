package com.oetpraxis.session.practice;

import com.oetpraxis.shared.web.ProblemException;
import com.oetpraxis.shared.web.ProblemType;
import org.springframework.http.HttpStatus;

/** What a session answers when it cannot; {@code details.reason} is the constant's name. */
enum PracticeProblem implements ProblemType {
    SESSION_NOT_FOUND(HttpStatus.NOT_FOUND, "RES001", "No such session"),
    TURN_NOT_FOUND(HttpStatus.NOT_FOUND, "RES001", "No such turn"),
    OTHER_SESSION_OPEN(HttpStatus.CONFLICT, "RES002", "Another session is open"),
    SESSION_COMPLETED(HttpStatus.CONFLICT, "RES002", "The session is completed"),
    SESSION_CANCELLED(HttpStatus.CONFLICT, "RES002", "The session is cancelled"),
    SESSION_NOT_STARTED(HttpStatus.CONFLICT, "RES002", "The session has not begun"),
    SESSION_ENDED(HttpStatus.CONFLICT, "RES002", "The session has ended"),
    STALE_EPOCH(HttpStatus.CONFLICT, "RES002", "A newer connection has taken over"),
    TURN_CONFLICT(HttpStatus.CONFLICT, "RES002", "The turn does not follow");

    private final HttpStatus status;
    private final String code;
    private final String title;

    PracticeProblem(HttpStatus status, String code, String title) {
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
