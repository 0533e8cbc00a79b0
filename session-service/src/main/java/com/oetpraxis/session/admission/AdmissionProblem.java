package com.oetpraxis.session.admission;

import com.oetpraxis.shared.web.ProblemType;
import org.springframework.http.HttpStatus;

/** Why a session cannot be started (BR-34); {@code details.reason} is the constant's name. */
enum AdmissionProblem implements ProblemType {
    NOT_A_LEARNER(HttpStatus.FORBIDDEN, "PER001", "Only learners practise"),
    ACCOUNT_NOT_ACTIVE(HttpStatus.FORBIDDEN, "PER001", "The account is not active"),
    LEGAL_ACCEPTANCE_REQUIRED(HttpStatus.FORBIDDEN, "PER001", "The terms are not accepted"),
    PROFESSION_MISMATCH(HttpStatus.FORBIDDEN, "PER001", "A scenario of another profession"),
    PLAN_REQUIRED(HttpStatus.FORBIDDEN, "PER001", "The scenario needs another plan"),
    SUBSCRIPTION_REQUIRED(HttpStatus.FORBIDDEN, "PER001", "The free sessions are used up"),
    SCENARIO_NOT_FOUND(HttpStatus.NOT_FOUND, "RES001", "No such scenario");

    private final HttpStatus status;
    private final String code;
    private final String title;

    AdmissionProblem(HttpStatus status, String code, String title) {
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
