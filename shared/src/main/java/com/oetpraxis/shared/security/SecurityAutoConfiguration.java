package com.oetpraxis.shared.security;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.oetpraxis.shared.web.ProblemWriter;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The two doors of every service: signed-in users outside, other services inside. */
@AutoConfiguration(
        beforeName = {
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration",
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.OAuth2ResourceServerWebSecurityAutoConfiguration"
        },
        afterName = {
            "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration",
            "com.oetpraxis.shared.web.WebAutoConfiguration"
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(SecurityProperties.class)
@EnableWebSecurity
@EnableMethodSecurity
class SecurityAutoConfiguration {

    private static final Duration SKEW = Duration.ofSeconds(5);

    @Bean
    TokenProblems tokenProblems(ProblemWriter writer) {
        return new TokenProblems(writer);
    }

    @Bean
    ServiceTokens serviceTokens(
            SecurityProperties properties,
            @Value("${spring.application.name}") String name,
            Clock clock)
            throws ParseException {
        return new ServiceTokens(
                name, RSAKey.parse(required("service-key", properties.serviceKey())), clock);
    }

    /** Decodes access tokens of users; whoever owns the keys has them as a bean. */
    @Bean
    @ConditionalOnMissingBean
    JwtDecoder jwtDecoder(
            SecurityProperties properties,
            Clock clock,
            ObjectProvider<RevokedSignIns> revoked,
            ObjectProvider<JWKSource<SecurityContext>> ownKeys)
            throws ParseException {
        var decoder = accessDecoder(properties, ownKeys.getIfAvailable());
        var checks = new ArrayList<OAuth2TokenValidator<Jwt>>();
        checks.add(timestamps(clock));
        checks.add(new JwtIssuerValidator(properties.issuer()));
        checks.add(audience(properties.audience()));
        revoked.ifAvailable(r -> checks.add(notRevoked(r)));
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(checks));
        return decoder;
    }

    @Bean
    @Order(1)
    SecurityFilterChain internal(
            HttpSecurity http,
            SecurityProperties properties,
            TokenProblems problems,
            Clock clock,
            @Value("${spring.application.name}") String name)
            throws ParseException {
        var decoder = serviceDecoder(properties, clock, name);
        return common(http.securityMatcher("/internal/**"), problems)
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .oauth2ResourceServer(server ->
                        server.authenticationEntryPoint(problems)
                                .accessDeniedHandler(problems)
                                .jwt(jwt -> jwt.decoder(decoder)))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain external(
            HttpSecurity http,
            SecurityProperties properties,
            TokenProblems problems,
            JwtDecoder decoder) {
        var roles = new JwtAuthenticationConverter();
        roles.setJwtGrantedAuthoritiesConverter(jwt ->
                List.of(
                        new SimpleGrantedAuthority(
                                "ROLE_"
                                        + Role.of(String.valueOf(jwt.getClaimAsString("role")))
                                                .name())));
        return common(http, problems)
                .authorizeHttpRequests(requests ->
                        requests.requestMatchers(
                                        "/health",
                                        "/ready",
                                        "/v1/health",
                                        "/v1/ready",
                                        "/actuator/**",
                                        "/v3/api-docs/**",
                                        "/v3/api-docs.yaml",
                                        "/error")
                                .permitAll()
                                .requestMatchers(properties.anonymous().toArray(String[]::new))
                                .permitAll()
                                .anyRequest()
                                .authenticated())
                .oauth2ResourceServer(server ->
                        server.authenticationEntryPoint(problems)
                                .accessDeniedHandler(problems)
                                .jwt(jwt -> jwt.decoder(decoder).jwtAuthenticationConverter(roles)))
                .build();
    }

    @Bean
    WebMvcConfigurer callerArguments() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CallerResolver());
            }
        };
    }

    /** No session, no form, no cookie: what a browser could forge is not accepted anyway. */
    private static HttpSecurity common(HttpSecurity http, TokenProblems problems) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .exceptionHandling(
                        e -> e.authenticationEntryPoint(problems).accessDeniedHandler(problems));
    }

    private static JwtDecoder serviceDecoder(
            SecurityProperties properties, Clock clock, String name) throws ParseException {
        var keys = JWKSet.parse(required("service-keys", properties.serviceKeys()));
        var decoder =
                new NimbusJwtDecoder(
                        processor(
                                new ImmutableJWKSet<>(keys),
                                new JOSEObjectType(ServiceTokens.TYPE)));
        decoder.setJwtValidator(
                new DelegatingOAuth2TokenValidator<>(
                        List.of(timestamps(clock), audience(name), issuerOwnsKey())));
        return decoder;
    }

    private static NimbusJwtDecoder accessDecoder(
            SecurityProperties properties, @Nullable JWKSource<SecurityContext> ownKeys)
            throws ParseException {
        if (ownKeys != null) {
            return new NimbusJwtDecoder(processor(ownKeys, JOSEObjectType.JWT));
        }
        return properties.jwks() == null
                ? NimbusJwtDecoder.withJwkSetUri(properties.jwksUri()).build()
                : new NimbusJwtDecoder(
                        processor(
                                new ImmutableJWKSet<>(JWKSet.parse(properties.jwks())),
                                JOSEObjectType.JWT));
    }

    private static DefaultJWTProcessor<SecurityContext> processor(
            JWKSource<SecurityContext> keys, JOSEObjectType type) {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(type));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys));
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        return processor;
    }

    private static OAuth2TokenValidator<Jwt> timestamps(Clock clock) {
        var validator = new JwtTimestampValidator(SKEW);
        validator.setClock(clock);
        return validator;
    }

    private static OAuth2TokenValidator<Jwt> audience(String audience) {
        return new JwtClaimValidator<List<String>>(
                "aud", claim -> claim != null && claim.contains(audience));
    }

    /** One service cannot speak as another: the key that signed must be the issuer's. */
    private static OAuth2TokenValidator<Jwt> issuerOwnsKey() {
        return jwt ->
                Objects.equals(jwt.getHeaders().get("kid"), jwt.getClaimAsString("iss"))
                        ? OAuth2TokenValidatorResult.success()
                        : OAuth2TokenValidatorResult.failure(
                                new OAuth2Error("invalid_token", "not the issuer's key", null));
    }

    private static OAuth2TokenValidator<Jwt> notRevoked(RevokedSignIns revoked) {
        return jwt -> {
            var sid = jwt.getClaimAsString("sid");
            return sid != null && !revoked.contains(UUID.fromString(sid))
                    ? OAuth2TokenValidatorResult.success()
                    : OAuth2TokenValidatorResult.failure(
                            new OAuth2Error("invalid_token", "revoked", null));
        };
    }

    private static String required(String property, @Nullable String v) {
        if (v == null || v.isBlank()) {
            throw new IllegalStateException("praxis.security." + property + " is not set");
        }
        return v;
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(StringRedisTemplate.class)
    static class WithRedis {

        @Bean
        @ConditionalOnBean(StringRedisTemplate.class)
        @ConditionalOnMissingBean
        RevokedSignIns revokedSignIns(StringRedisTemplate redis) {
            return new RedisRevokedSignIns(redis);
        }
    }
}
