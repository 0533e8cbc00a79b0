package com.oetpraxis.realtime;

import com.oetpraxis.shared.security.CurrentUser;
import com.oetpraxis.shared.web.ProblemBody;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.cloud.openfeign.EnableFeignClients;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;

@Configuration(proxyBeanMethods = false)
@EnableFeignClients
class ServiceConfiguration {

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(CurrentUser.class);
    }

    /** Every call can answer a problem; its codes are those of the catalogue. */
    @Bean
    GlobalOpenApiCustomizer problems() {
        var content =
                new Content()
                        .addMediaType(
                                MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                                new io.swagger.v3.oas.models.media.MediaType()
                                        .schema(new Schema<>().$ref("ProblemBody")));
        var response = new ApiResponse().description("A problem (RFC 9457)").content(content);
        return api -> {
            ModelConverters.getInstance(true)
                    .readAllAsResolvedSchema(ProblemBody.class)
                    .referencedSchemas
                    .forEach(api.getComponents()::addSchemas);
            api.getPaths().values().stream()
                    .flatMap(path -> path.readOperations().stream())
                    .forEach(operation ->
                            operation.getResponses().addApiResponse("default", response));
        };
    }

    @Bean
    OpenAPI openApi() {
        var bearer = "accessToken";
        return new OpenAPI()
                .info(new Info().title("Praxis realtime-service").version("v1"))
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
}
