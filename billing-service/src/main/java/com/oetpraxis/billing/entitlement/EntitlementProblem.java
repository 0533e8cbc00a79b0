package com.oetpraxis.billing.entitlement;

import com.oetpraxis.shared.web.ProblemType;
import org.springframework.http.HttpStatus;

/** Why no unit is given; {@code details.reason} is the constant's name. */
enum EntitlementProblem implements ProblemType {
    PLAN_REQUIRED("This needs a paid plan"),
    SUBSCRIPTION_REQUIRED("The free sessions are used up");

    private final String title;

    EntitlementProblem(String title) {
        this.title = title;
    }

    @Override
    public HttpStatus status() {
        return HttpStatus.FORBIDDEN;
    }

    @Override
    public String code() {
        return "PER001";
    }

    @Override
    public String title() {
        return title;
    }
}
