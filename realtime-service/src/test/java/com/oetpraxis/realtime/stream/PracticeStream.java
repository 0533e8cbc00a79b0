package com.oetpraxis.realtime.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.devstack.testing.TestTokens;
import com.oetpraxis.devstack.testing.WithServices;
import com.oetpraxis.realtime.stream.StubSessionService.Session;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

/**
 * The practice stream of a running service whose neighbours are stand-ins; all tests of it share
 * one.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "patient.attempt=300ms")
@WithServices
abstract class PracticeStream {

    static final StubSessionService SESSIONS = new StubSessionService();
    static final StubPatients PATIENTS = new StubPatients();
    static final JsonMapper JSON = JsonMapper.shared();
    static final Map<String, Object> PCM =
            Map.of("encoding", "pcm_s16le", "sampleRate", 16_000, "channels", 1);

    @LocalServerPort int port;
    @Autowired MovableClock clock;
    @Autowired private KafkaTemplate<String, byte[]> kafka;
    final HttpClient http = HttpClient.newHttpClient();
    private final List<TestClient> clients = new ArrayList<>();

    @TestConfiguration
    static class Time {
        @Bean
        @Primary
        MovableClock movableClock() {
            return new MovableClock();
        }
    }

    @DynamicPropertySource
    static void stubs(DynamicPropertyRegistry registry) {
        registry.add("spring.cloud.openfeign.client.config.session-service.url", SESSIONS::url);
        registry.add("patient.instances", PATIENTS::url);
    }

    @BeforeEach
    void reset() {
        PATIENTS.reset();
        SESSIONS.failing(false);
        SESSIONS.release();
        SESSIONS.restart();
    }

    @AfterEach
    void hangUp() {
        clients.forEach(TestClient::close);
        http.close();
    }

    String token(UUID user) {
        // issued ahead with the clock, which only ever goes forward here
        return TestTokens.user(user)
                .age(Duration.between(clock.instant(), Clock.systemUTC().instant()))
                .token();
    }

    String url(Session session) {
        return "ws://127.0.0.1:" + port + "/v1/sessions/" + session.id + "/stream";
    }

    TestClient connects(Session session) {
        return keeps(TestClient.connect(http, url(session) + "?token=" + token(session.user)));
    }

    TestClient keeps(TestClient client) {
        clients.add(client);
        return client;
    }

    TestClient startsWithAudio(Session session) {
        var client = connects(session);
        client.sends(Map.of("type", "session_start", "audioFormat", PCM));
        client.next("session_ready");
        return client;
    }

    HttpResponse<String> post(String path, String authorization) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Authorization", authorization)
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    String ticket(Session session) throws Exception {
        var answer =
                post("/v1/sessions/" + session.id + "/ticket", "Bearer " + token(session.user));
        assertThat(answer.statusCode()).isEqualTo(201);
        return JSON.readTree(answer.body()).path("ticket").asString();
    }

    void publishes(String type, Session session, Map<String, Object> payload) throws Exception {
        var record =
                new ProducerRecord<>(
                        "praxis.session", session.id.toString(), JSON.writeValueAsBytes(payload));
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        UUID.randomUUID().toString(),
                        "ce_type",
                        "com.oetpraxis." + type + ".v1",
                        "ce_source",
                        "/session-service",
                        "ce_subject",
                        session.id.toString(),
                        "ce_time",
                        clock.instant().toString())
                .forEach((name, value) ->
                        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        kafka.send(record).get(10, TimeUnit.SECONDS);
    }
}
