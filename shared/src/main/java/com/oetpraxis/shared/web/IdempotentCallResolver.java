package com.oetpraxis.shared.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.util.ContentCachingRequestWrapper;
import org.springframework.web.util.WebUtils;

class IdempotentCallResolver implements HandlerMethodArgumentResolver {

    static final String HEADER = "Idempotency-Key";

    private static final int MAX_LENGTH = 255;

    private final IdempotencyKeys keys;

    IdempotentCallResolver(IdempotencyKeys keys) {
        this.keys = keys;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == IdempotentCall.class;
    }

    @Override
    public IdempotentCall resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest web,
            @Nullable WebDataBinderFactory binder) {
        var request = web.getNativeRequest(HttpServletRequest.class);
        var key = web.getHeader(HEADER);
        if (request == null || key == null) {
            return keys.without();
        }
        if (key.isBlank() || key.length() > MAX_LENGTH) {
            throw ProblemException.field(
                    CommonProblem.VALIDATION_FAILED, HEADER, "must have 1 to 255 characters");
        }
        return keys.call(caller(request), route(request), key, () -> body(request));
    }

    /** The user; callers without a token are told apart by their address. */
    private static UUID caller(HttpServletRequest request) {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication instanceof JwtAuthenticationToken token
                ? UUID.fromString(token.getToken().getSubject())
                : UUID.nameUUIDFromBytes(
                        request.getRemoteAddr().getBytes(StandardCharsets.US_ASCII));
    }

    private static String route(HttpServletRequest request) {
        return request.getMethod() + " " + request.getRequestURI();
    }

    /** Read at the time of the call, when the controller's body has been parsed. */
    private static byte[] body(HttpServletRequest request) {
        var wrapper = WebUtils.getNativeRequest(request, ContentCachingRequestWrapper.class);
        return wrapper == null ? new byte[0] : wrapper.getContentAsByteArray();
    }
}
