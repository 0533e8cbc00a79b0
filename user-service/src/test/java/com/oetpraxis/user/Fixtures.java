package com.oetpraxis.user;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.test.context.DynamicPropertyRegistrar;
import org.springframework.test.web.servlet.client.RestTestClient;

/** What tests of the whole service do again and again. */
@TestConfiguration(proxyBeanMethods = false)
public class Fixtures {

    @Bean
    DynamicPropertyRegistrar neighboursOfTests() {
        return registry -> {
            registry.add("spring.mail.host", () -> "127.0.0.1");
            registry.add("spring.mail.port", Mailbox::port);
            registry.add(
                    "spring.cloud.openfeign.client.config.billing-service.url", Neighbours::url);
            registry.add(
                    "spring.cloud.openfeign.client.config.session-service.url", Neighbours::url);
        };
    }

    @Bean
    Caller caller() {
        return new Caller();
    }

    /** Somebody outside, each time from another address, because failures are counted by it. */
    public static class Caller {

        public static final String PASSWORD = "Correct horse 7";

        private static final AtomicInteger NEXT = new AtomicInteger(1);

        private int port;

        @EventListener
        void started(WebServerInitializedEvent event) {
            if (event.getApplicationContext().getServerNamespace() == null) {
                port = event.getWebServer().getPort();
            }
        }

        /** A client with an address of its own. */
        public RestTestClient http() {
            return httpFrom(newAddress());
        }

        public RestTestClient httpFrom(String address) {
            return RestTestClient.bindToServer(new JdkClientHttpRequestFactory())
                    .baseUrl("http://127.0.0.1:" + port)
                    .defaultHeader("X-Forwarded-For", address)
                    .build();
        }

        public String url(String path) {
            return "http://127.0.0.1:" + port + path;
        }

        public static String newAddress() {
            var number = NEXT.getAndIncrement();
            return "198.51.%d.%d".formatted(number / 250, number % 250 + 1);
        }

        public static String newEmail() {
            return "learner-" + UUID.randomUUID() + "@example.org";
        }

        /** Registers a nurse who accepts the terms. */
        public UUID register(String email) {
            var answer =
                    post("/v1/auth/register", registration(email))
                            .expectStatus()
                            .isCreated()
                            .expectBody(Map.class)
                            .returnResult()
                            .getResponseBody();
            return UUID.fromString(String.valueOf(answer == null ? null : answer.get("userId")));
        }

        public static Map<String, Object> registration(String email) {
            return Map.of(
                    "email",
                    email,
                    "password",
                    PASSWORD,
                    "fullName",
                    "Ana Lima",
                    "profession",
                    "nurse",
                    "acceptTerms",
                    true);
        }

        /** Access token, refresh token. */
        public record Tokens(String access, String refresh) {}

        public Tokens login(String email) {
            return tokens(post("/v1/auth/login", Map.of("email", email, "password", PASSWORD)));
        }

        public Tokens refresh(String token) {
            return tokens(post("/v1/auth/refresh", Map.of("refreshToken", token)));
        }

        private static Tokens tokens(RestTestClient.ResponseSpec response) {
            var body =
                    response.expectStatus()
                            .isOk()
                            .expectBody(Map.class)
                            .returnResult()
                            .getResponseBody();
            if (body == null) {
                throw new AssertionError("no body");
            }
            return new Tokens(
                    String.valueOf(body.get("accessToken")),
                    String.valueOf(body.get("refreshToken")));
        }

        public RestTestClient.ResponseSpec post(String path, Object body) {
            return post(path, body, null);
        }

        public RestTestClient.ResponseSpec post(
                String path, Object body, @Nullable String accessToken) {
            var request = http().post().uri(path).contentType(MediaType.APPLICATION_JSON);
            if (accessToken != null) {
                request.header("Authorization", "Bearer " + accessToken);
            }
            return request.body(body).exchange();
        }

        public RestTestClient.ResponseSpec get(String path, String accessToken) {
            return http().get()
                    .uri(path)
                    .header("Authorization", "Bearer " + accessToken)
                    .exchange();
        }
    }
}
