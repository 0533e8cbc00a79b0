package com.oetpraxis.shared.security;

import com.oetpraxis.shared.web.CommonProblem;
import com.oetpraxis.shared.web.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

class CallerResolver implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == CurrentUser.class
                || parameter.getParameterType() == CallingService.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binder) {
        if (!(SecurityContextHolder.getContext().getAuthentication()
                instanceof JwtAuthenticationToken authentication)) {
            throw new ProblemException(CommonProblem.AUTHENTICATION_FAILED, "Sign in first.");
        }
        var token = authentication.getToken();
        return parameter.getParameterType() == CurrentUser.class
                ? CurrentUser.of(token)
                : new CallingService(String.valueOf(token.getClaimAsString("iss")));
    }
}
