package com.oetpraxis.shared.web;

import org.springframework.http.HttpStatus;

/** Errors that are the same in every service (catalogue 18.3). */
public enum CommonProblem implements ProblemType {
    VALIDATION_FAILED(HttpStatus.BAD_REQUEST, "VAL001", "The request is not valid"),
    UNPROCESSABLE(HttpStatus.UNPROCESSABLE_CONTENT, "VAL001", "A value is not acceptable"),
    AUTHENTICATION_FAILED(HttpStatus.UNAUTHORIZED, "AUTH001", "Sign in first"),
    TOKEN_EXPIRED(HttpStatus.UNAUTHORIZED, "AUTH002", "The access token has expired"),
    TOKEN_INVALID(HttpStatus.UNAUTHORIZED, "AUTH003", "The token is not valid"),
    ADDRESS_NOT_VERIFIED(HttpStatus.FORBIDDEN, "AUTH004", "The e-mail address is not verified"),
    PERMISSION_DENIED(HttpStatus.FORBIDDEN, "PER001", "Not allowed"),
    NOT_FOUND(HttpStatus.NOT_FOUND, "RES001", "Not found"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "VAL001", "This method is not offered here"),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "VAL001", "No such representation"),
    CONFLICT(HttpStatus.CONFLICT, "RES002", "Conflict with the present state"),
    PAYLOAD_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "VAL001", "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE, "VAL001", "This media type is not accepted"),
    RATE_LIMITED(HttpStatus.TOO_MANY_REQUESTS, "GATEWAY_002", "Too many requests"),
    SERVICE_UNAVAILABLE(
            HttpStatus.SERVICE_UNAVAILABLE, "GATEWAY_001", "A part of the service is unavailable"),
    INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "INTERNAL_ERROR", "Something went wrong here");

    private final HttpStatus status;
    private final String code;
    private final String title;

    CommonProblem(HttpStatus status, String code, String title) {
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
