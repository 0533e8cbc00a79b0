package com.oetpraxis.gateway.web;

import java.util.Locale;
import org.springframework.http.HttpStatus;

/** Errors that the gateway itself answers with (catalogue 4.8 and 18.3). */
public enum GatewayProblem {
    MALFORMED(HttpStatus.BAD_REQUEST, "VAL001", "The request is not valid"),
    VERSION_UNKNOWN(HttpStatus.BAD_REQUEST, "VAL001", "No such version of the API"),
    TOKEN_REFUSED(HttpStatus.UNAUTHORIZED, "GATEWAY_003", "The access token is missing or refused"),
    PERMISSION_DENIED(HttpStatus.FORBIDDEN, "PER001", "Not allowed"),
    ROUTE_NOT_FOUND(HttpStatus.NOT_FOUND, "GATEWAY_004", "No such address"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "VAL001", "This method is not offered here"),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "VAL001", "No such representation"),
    BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "VAL001", "The body is too large"),
    ADDRESS_TOO_LONG(HttpStatus.URI_TOO_LONG, "VAL001", "The address is too long"),
    HEADERS_TOO_LARGE(
            HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "VAL001", "The headers are too large"),
    RATE_LIMITED(HttpStatus.TOO_MANY_REQUESTS, "GATEWAY_002", "Too many requests"),
    INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "INTERNAL_ERROR", "Something went wrong here"),
    SERVICE_UNAVAILABLE(
            HttpStatus.SERVICE_UNAVAILABLE, "GATEWAY_001", "A part of the service is unavailable"),
    SERVICE_TIMEOUT(
            HttpStatus.GATEWAY_TIMEOUT, "GATEWAY_001", "A part of the service did not answer");

    private final HttpStatus status;
    private final String code;
    private final String title;

    GatewayProblem(HttpStatus status, String code, String title) {
        this.status = status;
        this.code = code;
        this.title = title;
    }

    public HttpStatus status() {
        return status;
    }

    /** The stable code of catalogue 18.3. */
    public String code() {
        return code;
    }

    /** One short sentence, the same for every occurrence. */
    public String title() {
        return title;
    }

    /**
     * The stable {@code type} of the problem (RFC 9457), such as {@code /problems/rate-limited}.
     */
    String uri() {
        return "/problems/" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
