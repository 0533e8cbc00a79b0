package com.oetpraxis.shared.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses U+0000 in parameters, as {@link TextModule} does in bodies. */
class ParameterCheck implements HandlerInterceptor {

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        request.getParameterMap()
                .forEach((name, values) -> {
                    for (var value : values) {
                        if (value.indexOf(0) >= 0) {
                            throw ProblemException.field(
                                    CommonProblem.VALIDATION_FAILED, name, TextModule.REFUSAL);
                        }
                    }
                });
        return true;
    }
}
