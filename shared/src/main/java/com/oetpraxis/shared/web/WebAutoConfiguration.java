package com.oetpraxis.shared.web;

import jakarta.validation.Validator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** Before Boot's own, so that our problem handler wins. */
@AutoConfiguration(
        before = WebMvcAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
            "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration",
            "org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration"
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@Import({ProblemHandler.class, BodyKeeping.class, HealthController.class})
class WebAutoConfiguration {

    @Bean
    RequestIdFilter requestIdFilter() {
        return new RequestIdFilter();
    }

    @Bean
    JacksonModule textModule() {
        return new TextModule();
    }

    /**
     * A value of another JSON type is refused, never converted: {@code 5} is no name and {@code
     * "5"} no number.
     */
    @Bean
    JsonMapperBuilderCustomizer exactScalars() {
        return builder ->
                builder.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                        .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                        .withCoercionConfig(
                                LogicalType.Textual,
                                text ->
                                        text.setCoercion(
                                                        CoercionInputShape.Integer,
                                                        CoercionAction.Fail)
                                                .setCoercion(
                                                        CoercionInputShape.Float,
                                                        CoercionAction.Fail)
                                                .setCoercion(
                                                        CoercionInputShape.Boolean,
                                                        CoercionAction.Fail));
    }

    @Bean
    BodyFaults bodyFaults(JsonMapper json, ObjectProvider<Validator> validator) {
        return new BodyFaults(json, validator.getIfAvailable());
    }

    @Bean
    ProblemWriter problemWriter(JsonMapper json, Clock clock) {
        return new ProblemWriter(json, clock);
    }

    @Bean
    AppVersion appVersion(ObjectProvider<BuildProperties> build) {
        var properties = build.getIfAvailable();
        var version = properties == null ? null : properties.getVersion();
        return new AppVersion(version == null ? "development" : version);
    }

    @Bean
    WebMvcConfigurer sharedArguments(ObjectProvider<IdempotencyKeys> keys) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry interceptors) {
                interceptors.addInterceptor(new ParameterCheck());
            }

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new PageQueryResolver());
                keys.ifAvailable(k -> resolvers.add(new IdempotentCallResolver(k)));
            }
        };
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({JdbcClient.class, DataSource.class})
    @ConditionalOnBean(JdbcClient.class)
    static class WithDatabase {

        @Bean
        IdempotencyKeys idempotencyKeys(
                JdbcClient jdbc,
                PlatformTransactionManager transactions,
                JsonMapper json,
                Clock clock,
                @Value("${praxis.security.service-key:}") String serviceKey) {
            return new IdempotencyKeys(
                    jdbc, new TransactionTemplate(transactions), json, clock, secret(serviceKey));
        }

        /** Of its own, derived from what only this service knows. */
        private static byte[] secret(String serviceKey) {
            try {
                return MessageDigest.getInstance("SHA-256")
                        .digest(("idempotency " + serviceKey).getBytes(StandardCharsets.UTF_8));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        @Bean
        IdempotencyBodyFilter idempotencyBodyFilter() {
            return new IdempotencyBodyFilter();
        }

        @Bean
        DependencyProbe databaseProbe(DataSource database) {
            return new DatabaseProbe(database);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(RedisConnectionFactory.class)
    static class WithRedis {

        @Bean
        @ConditionalOnBean(RedisConnectionFactory.class)
        DependencyProbe redisProbe(RedisConnectionFactory redis) {
            return new RedisProbe(redis);
        }
    }
}
