package com.oetpraxis.shared.document;

import com.oetpraxis.shared.security.CallingService;
import com.oetpraxis.shared.security.CurrentUser;
import com.oetpraxis.shared.web.IdempotentCall;
import com.oetpraxis.shared.web.PageQuery;
import com.oetpraxis.shared.web.UnprocessableOnInvalid;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.lang.annotation.Annotation;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;

/** Reads from a controller method's arguments who may call it and what it can answer. */
class OperationProblems implements GlobalOperationCustomizer {

    static final String ACCESS_TOKEN = "accessToken";
    static final String SERVICE_TOKEN = "serviceToken";

    private static final String INVALID = "VAL001: not valid; `details.fields` names what";

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        for (var refusal : method.getMethod().getAnnotationsByType(Refuses.class)) {
            problem(operation, refusal.status(), refusal.when());
        }
        if (isInternal(method)) {
            operation.security(List.of(new SecurityRequirement().addList(SERVICE_TOKEN)));
            problem(operation, 401, "AUTH003: no valid service token for this service");
        } else if (takes(method, CurrentUser.class)) {
            operation.security(List.of(new SecurityRequirement().addList(ACCESS_TOKEN)));
            problem(
                    operation,
                    401,
                    "AUTH001 without a token, AUTH002 when it has expired, AUTH003 when it is not"
                            + " valid or was revoked");
        } else {
            operation.security(List.of());
        }
        if (takes(method, PageQuery.class)) {
            operation.addParametersItem(number("page", "From 1.", 1, 1_000_000));
            operation.addParametersItem(
                    number("limit", "Rows a page.", PageQuery.DEFAULT_LIMIT, PageQuery.MAX_LIMIT));
        }
        if (has(method, RequestBody.class)
                || has(method, RequestParam.class)
                || takes(method, PageQuery.class)) {
            problem(operation, 400, INVALID);
        }
        if (has(method, PathVariable.class)) {
            problem(operation, 404, "RES001: there is none, or it is somebody else's");
        }
        if (method.hasMethodAnnotation(UnprocessableOnInvalid.class)) {
            problem(operation, 422, "VAL001: well-formed and not acceptable; see `details.fields`");
        }
        if (takes(method, IdempotentCall.class)) {
            operation.addParametersItem(idempotencyKey());
            problem(operation, 409, "RES002: a call with the same Idempotency-Key is running");
            problem(operation, 422, "VAL001: the Idempotency-Key came with another body before");
        }
        operation
                .getResponses()
                .forEach((status, response) -> {
                    if (status.startsWith("4") || status.startsWith("5")) {
                        response.content(problemBody());
                    }
                });
        operation
                .getResponses()
                .addApiResponse(
                        "default",
                        new ApiResponse().description("Another problem").content(problemBody()));
        return operation;
    }

    private static boolean isInternal(HandlerMethod method) {
        var mapping =
                AnnotatedElementUtils.findMergedAnnotation(
                        method.getBeanType(), RequestMapping.class);
        return takes(method, CallingService.class)
                || (mapping != null
                        && Arrays.stream(mapping.path()).anyMatch(p -> p.startsWith("/internal/")));
    }

    private static boolean takes(HandlerMethod method, Class<?> type) {
        return Arrays.asList(method.getMethod().getParameterTypes()).contains(type);
    }

    private static boolean has(HandlerMethod method, Class<? extends Annotation> annotation) {
        return Arrays.stream(method.getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(annotation));
    }

    /** What the method itself says of a status comes first. */
    private static void problem(Operation operation, int status, String description) {
        var responses = operation.getResponses();
        var known = responses.get(String.valueOf(status));
        if (known == null) {
            responses.addApiResponse(
                    String.valueOf(status), new ApiResponse().description(description));
        } else {
            known.description(known.getDescription() + "; or " + description);
        }
    }

    private static Content problemBody() {
        return new Content()
                .addMediaType(
                        org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                        new MediaType().schema(new Schema<>().$ref("ProblemBody")));
    }

    private static QueryParameter number(String name, String text, int standard, int max) {
        var schema = new IntegerSchema();
        schema.setDefault(standard);
        schema.setMinimum(BigDecimal.ONE);
        schema.setMaximum(BigDecimal.valueOf(max));
        var parameter = new QueryParameter();
        parameter.setName(name);
        parameter.setDescription(text);
        parameter.setRequired(false);
        parameter.setSchema(schema);
        return parameter;
    }

    private static HeaderParameter idempotencyKey() {
        var parameter = new HeaderParameter();
        parameter.setName("Idempotency-Key");
        parameter.setDescription(
                "The same key and body within 24 hours get the stored answer, with the header"
                        + " Idempotent-Replayed.");
        parameter.setRequired(false);
        parameter.setSchema(new StringSchema().minLength(1).maxLength(255));
        return parameter;
    }
}
