package com.oetpraxis.shared.web;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

class PageQueryResolver implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == PageQuery.class;
    }

    @Override
    public PageQuery resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binder) {
        return new PageQuery(
                number(request, "page", 1, 1_000_000),
                number(request, "limit", PageQuery.DEFAULT_LIMIT, PageQuery.MAX_LIMIT));
    }

    private static int number(NativeWebRequest request, String name, int standard, int max) {
        var text = request.getParameter(name);
        if (text == null || text.isBlank()) {
            return standard;
        }
        try {
            var value = Integer.parseInt(text.strip());
            if (value >= 1 && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // answered below, like a number out of range
        }
        throw ProblemException.field(
                CommonProblem.VALIDATION_FAILED, name, "must be a whole number from 1 to " + max);
    }
}
