package com.oetpraxis.shared.document;

import com.oetpraxis.shared.security.CallingService;
import com.oetpraxis.shared.security.CurrentUser;
import com.oetpraxis.shared.web.IdempotentCall;
import com.oetpraxis.shared.web.PageQuery;
import com.oetpraxis.shared.web.ProblemBody;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Documents each operation from its Javadoc and its arguments: who may call it, its page and
 * idempotency parameters, and the problems that follow from them. What else it refuses stands in
 * {@link Refuses} at the method.
 */
@AutoConfiguration
@ConditionalOnClass(GlobalOperationCustomizer.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class ApiDocumentAutoConfiguration {

    static {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(
                        CurrentUser.class,
                        CallingService.class,
                        IdempotentCall.class,
                        PageQuery.class);
    }

    @Bean
    OpenAPI apiDocument(Environment environment) {
        return new OpenAPI()
                .info(
                        new Info()
                                .title(environment.getRequiredProperty("spring.application.name"))
                                .version("1")
                                .description(
                                        "Errors are application/problem+json (RFC 9457) with the"
                                                + " member `error`. Paths below /internal answer"
                                                + " other services only."))
                .servers(List.of(new Server().url("/")))
                .components(
                        new Components()
                                .addSecuritySchemes(
                                        OperationProblems.ACCESS_TOKEN,
                                        bearer("A user's, from /v1/auth/login; 15 minutes."))
                                .addSecuritySchemes(
                                        OperationProblems.SERVICE_TOKEN,
                                        bearer(
                                                "Another service's own, for this one; 60 seconds.")));
    }

    private static SecurityScheme bearer(String description) {
        return new SecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .bearerFormat("JWT")
                .description(description);
    }

    @Bean
    GlobalOperationCustomizer documentedArguments() {
        return new OperationProblems();
    }

    @Bean
    GlobalOpenApiCustomizer plainText() {
        return api -> {
            ModelConverters.getInstance(true)
                    .readAllAsResolvedSchema(ProblemBody.class)
                    .referencedSchemas
                    .forEach(api.getComponents()::addSchemas);
            api.getComponents()
                    .getSchemas()
                    .computeIfPresent(
                            "JsonNode",
                            (name, members) -> new Schema<>().description("Any JSON value."));
            Wording.tidy(api);
        };
    }
}
