package com.oetpraxis.content;

import com.oetpraxis.shared.security.CallingService;
import com.oetpraxis.shared.security.CurrentUser;
import com.oetpraxis.shared.web.PageQuery;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jdbc.core.dialect.JdbcDialect;
import org.springframework.data.jdbc.core.dialect.JdbcPostgresDialect;

@Configuration(proxyBeanMethods = false)
class ServiceConfiguration {

    static {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(
                        CurrentUser.class, CallingService.class, PageQuery.class);
    }

    /** Named here because an ahead-of-time build has no database to ask for it. */
    @Bean
    JdbcDialect jdbcDialect() {
        return JdbcPostgresDialect.INSTANCE;
    }

    @Bean
    OpenAPI openApi() {
        var bearer = "accessToken";
        return new OpenAPI()
                .info(new Info().title("Praxis content-service").version("v1"))
                .servers(List.of(new Server().url("http://localhost:8000")))
                .components(
                        new Components()
                                .addSecuritySchemes(
                                        bearer,
                                        new SecurityScheme()
                                                .type(SecurityScheme.Type.HTTP)
                                                .scheme("bearer")
                                                .bearerFormat("JWT")))
                .addSecurityItem(new SecurityRequirement().addList(bearer));
    }

    /** Documents the parameters behind a {@link PageQuery}. */
    @Bean
    OperationCustomizer pageParameters() {
        return (operation, handler) -> {
            if (Arrays.asList(handler.getMethod().getParameterTypes()).contains(PageQuery.class)) {
                operation.addParametersItem(number("page", 1, 1_000_000));
                operation.addParametersItem(
                        number("limit", PageQuery.DEFAULT_LIMIT, PageQuery.MAX_LIMIT));
            }
            return operation;
        };
    }

    private static QueryParameter number(String name, int standard, int max) {
        var schema = new IntegerSchema();
        schema.setDefault(standard);
        schema.setMinimum(BigDecimal.ONE);
        schema.setMaximum(BigDecimal.valueOf(max));
        var parameter = new QueryParameter();
        parameter.setName(name);
        parameter.setRequired(false);
        parameter.setSchema(schema);
        return parameter;
    }
}
