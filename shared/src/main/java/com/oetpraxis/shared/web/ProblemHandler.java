package com.oetpraxis.shared.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ValidationException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;

/** Renders every error as one problem document; what nobody foresaw is a bare 500, logged here. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class ProblemHandler extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

    /** PostgreSQL's words for U+0000: in a text, and in a JSON document. */
    private static final Set<String> UNSTORABLE_TEXT = Set.of("22021", "22P05");

    private final ProblemWriter writer;
    private final BodyFaults faults;

    ProblemHandler(ProblemWriter writer, BodyFaults faults) {
        this.writer = writer;
        this.faults = faults;
    }

    @ExceptionHandler(ProblemException.class)
    ResponseEntity<Object> problem(ProblemException e, HttpServletRequest request) {
        return writer.entity(e, request);
    }

    @ExceptionHandler(ConstraintViolationException.class)
    ResponseEntity<Object> violation(ConstraintViolationException e, HttpServletRequest request) {
        var fields =
                e.getConstraintViolations().stream()
                        .map(v -> new FieldProblem(v.getPropertyPath().toString(), v.getMessage()))
                        .toList();
        return invalid(fields, request);
    }

    /** A constraint that asks the database, and could not. */
    @ExceptionHandler(ValidationException.class)
    ResponseEntity<Object> unchecked(ValidationException e, HttpServletRequest request) {
        return e.getCause() instanceof RuntimeException cause && isDatabaseAway(cause)
                ? database(cause, request)
                : unforeseen(e, request);
    }

    private static boolean isDatabaseAway(RuntimeException e) {
        return e instanceof DataAccessResourceFailureException
                || e instanceof QueryTimeoutException
                || e instanceof CannotCreateTransactionException;
    }

    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        QueryTimeoutException.class,
        CannotCreateTransactionException.class
    })
    ResponseEntity<Object> database(RuntimeException e, HttpServletRequest request) {
        log.warn("The database did not answer: {}", e.getClass().getSimpleName());
        return writer.entity(
                new ProblemException(
                                CommonProblem.SERVICE_UNAVAILABLE,
                                "The database is not answering; try again shortly.")
                        .with("service", "database"),
                request);
    }

    @ExceptionHandler(DataIntegrityViolationException.class)
    ResponseEntity<Object> unstorable(RuntimeException e, HttpServletRequest request) {
        if (NestedExceptionUtils.getMostSpecificCause(e) instanceof SQLException sql
                && UNSTORABLE_TEXT.contains(Objects.requireNonNullElse(sql.getSQLState(), ""))) {
            return writer.entity(
                    problem(
                            CommonProblem.VALIDATION_FAILED,
                            "A text in the request " + TextModule.REFUSAL + "."),
                    request);
        }
        return unforeseen(e, request);
    }

    @ExceptionHandler(AccessDeniedException.class)
    ResponseEntity<Object> denied(AccessDeniedException e, HttpServletRequest request) {
        return writer.entity(
                new ProblemException(
                        CommonProblem.PERMISSION_DENIED, "Your role does not allow this."),
                request);
    }

    @ExceptionHandler(AuthenticationException.class)
    ResponseEntity<Object> unauthenticated(AuthenticationException e, HttpServletRequest request) {
        return writer.entity(
                new ProblemException(CommonProblem.AUTHENTICATION_FAILED, "Sign in first."),
                request);
    }

    @ExceptionHandler(Exception.class)
    ResponseEntity<Object> unforeseen(Exception e, HttpServletRequest request) {
        log.error("Unforeseen error on {} {}", request.getMethod(), request.getRequestURI(), e);
        return writer.entity(
                new ProblemException(
                        CommonProblem.INTERNAL_ERROR,
                        "Something went wrong here. The request id helps us to find it."),
                request);
    }

    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var fields = new ArrayList<FieldProblem>();
        e.getBindingResult()
                .getFieldErrors()
                .forEach(f ->
                        fields.add(new FieldProblem(f.getField(), text(f.getDefaultMessage()))));
        e.getBindingResult()
                .getGlobalErrors()
                .forEach(g -> fields.add(new FieldProblem("body", text(g.getDefaultMessage()))));
        return invalid(fields, servlet(request));
    }

    @Override
    protected ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var fields = new ArrayList<FieldProblem>();
        for (var result : e.getParameterValidationResults()) {
            var parameter = result.getMethodParameter().getParameterName();
            for (var error : result.getResolvableErrors()) {
                fields.add(
                        new FieldProblem(
                                parameter == null ? "request" : parameter,
                                text(
                                        error instanceof DefaultMessageSourceResolvable d
                                                ? d.getDefaultMessage()
                                                : error.getDefaultMessage())));
            }
        }
        return invalid(fields, servlet(request));
    }

    @Override
    protected ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return writer.entity(
                ProblemException.field(
                        CommonProblem.VALIDATION_FAILED, e.getParameterName(), "is required"),
                servlet(request));
    }

    @Override
    protected ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        if (e instanceof MethodArgumentTypeMismatchException m
                && m.getParameter().hasParameterAnnotation(PathVariable.class)) {
            return writer.entity(
                    problem(CommonProblem.NOT_FOUND, "There is nothing here."), servlet(request));
        }
        var name =
                e instanceof MethodArgumentTypeMismatchException m
                        ? m.getName()
                        : e.getPropertyName();
        return writer.entity(
                ProblemException.field(
                        CommonProblem.VALIDATION_FAILED,
                        name == null ? "parameter" : name,
                        "has the wrong format"),
                servlet(request));
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        if (e.getCause() instanceof JacksonException
                && e.getHttpInputMessage() instanceof KeptBody body) {
            var found = faults.of(body);
            if (!found.fields().isEmpty()) {
                return found.mistyped()
                        ? writer.entity(
                                faulty(CommonProblem.VALIDATION_FAILED, found.fields()),
                                servlet(request))
                        : invalid(found.fields(), servlet(request));
            }
        }
        var path = e.getCause() instanceof DatabindException d ? path(d) : "";
        if (TextModule.hasRefused(e.getCause())) {
            return invalid(List.of(new FieldProblem(path, TextModule.REFUSAL)), servlet(request));
        }
        var problem =
                path.isEmpty()
                        ? ProblemException.field(
                                CommonProblem.VALIDATION_FAILED, "body", "must be a JSON object")
                        : ProblemException.field(
                                CommonProblem.VALIDATION_FAILED, path, "has the wrong type");
        return writer.entity(problem, servlet(request));
    }

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception e,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var entity =
                switch (status.value()) {
                    case 404 -> problem(CommonProblem.NOT_FOUND, "There is nothing here.");
                    case 405 ->
                            problem(
                                    CommonProblem.METHOD_NOT_ALLOWED,
                                    "This address does not offer that method.");
                    case 406 -> problem(CommonProblem.NOT_ACCEPTABLE, "Ask for application/json.");
                    case 413 -> problem(CommonProblem.PAYLOAD_TOO_LARGE, "Send a smaller body.");
                    case 415 ->
                            problem(
                                    CommonProblem.UNSUPPORTED_MEDIA_TYPE,
                                    "Send the body as application/json.");
                    case 503 ->
                            problem(CommonProblem.SERVICE_UNAVAILABLE, "Try again in a moment.");
                    default -> {
                        if (status.is4xxClientError()) {
                            yield problem(
                                    CommonProblem.VALIDATION_FAILED, "The request is not valid.");
                        }
                        log.error("Unforeseen error", e);
                        yield problem(
                                CommonProblem.INTERNAL_ERROR,
                                "Something went wrong here. The request id helps us to find it.");
                    }
                };
        var response = writer.entity(entity, servlet(request));
        if (headers.isEmpty()) {
            return response;
        }
        return ResponseEntity.status(response.getStatusCode())
                .headers(h -> h.putAll(headers))
                .headers(h -> h.putAll(response.getHeaders()))
                .body(response.getBody());
    }

    private ResponseEntity<Object> invalid(List<FieldProblem> fields, HttpServletRequest request) {
        var handler = request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE);
        var type =
                handler instanceof HandlerMethod m
                                && m.hasMethodAnnotation(UnprocessableOnInvalid.class)
                        ? CommonProblem.UNPROCESSABLE
                        : CommonProblem.VALIDATION_FAILED;
        return writer.entity(faulty(type, fields), request);
    }

    private static ProblemException faulty(ProblemType type, List<FieldProblem> fields) {
        var detail =
                fields.stream()
                        .map(f -> f.field() + " " + f.message())
                        .collect(Collectors.joining("; "));
        return new ProblemException(type, detail).with("fields", fields);
    }

    private static ProblemException problem(ProblemType type, String detail) {
        return new ProblemException(type, detail);
    }

    private static HttpServletRequest servlet(WebRequest request) {
        return ((ServletWebRequest) request).getRequest();
    }

    private static String text(@Nullable String message) {
        return message == null ? "is not valid" : message;
    }

    private static String path(DatabindException e) {
        return e.getPath().stream()
                .map(ProblemHandler::step)
                .collect(Collectors.joining("."))
                .replace(".[", "[");
    }

    private static String step(JacksonException.Reference step) {
        var name = step.getPropertyName();
        return name == null ? "[" + step.getIndex() + "]" : name;
    }
}
