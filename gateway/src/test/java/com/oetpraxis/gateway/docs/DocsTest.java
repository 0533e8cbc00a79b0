package com.oetpraxis.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.devstack.testing.TestTokens;
import com.oetpraxis.gateway.routing.Service;
import com.oetpraxis.gateway.testing.RunningGateway;
import com.oetpraxis.gateway.testing.StubService;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.JsonNode;

class DocsTest {

    private static final RunningGateway GATEWAY =
            RunningGateway.start(
                    Map.of("gateway.rate-limit.scale", "1000", "gateway.docs.kept", "0s"));

    @AfterAll
    static void stop() {
        GATEWAY.close();
    }

    private static StubService.Behaviour documenting(String path, String schema) {
        return (request, response) ->
                response.header("Content-Type", "application/json")
                        .sendString(
                                Mono.just(
                                        """
                                        {"openapi":"3.1.0","info":{"title":"x","version":"1"},
                                         "servers":[{"url":"http://inside:8001"}],
                                         "paths":{
                                           "%s":{"get":{"operationId":"one","responses":{"200":{"content":
                                             {"application/json":{"schema":{"$ref":"#/components/schemas/%s"}}}}}}},
                                           "/internal/secret":{"get":{"operationId":"two"}},
                                           "/health":{"get":{"operationId":"three"}}},
                                         "components":{"schemas":{"%s":{"type":"object"}}}}
                                        """
                                                .formatted(path, schema, schema)));
    }

    @Test
    void mergesWhatIsPublicAndKeepsSchemasApart() {
        GATEWAY.stub(Service.USER).behave(documenting("/v1/users/me", "Page"));
        GATEWAY.stub(Service.CONTENT).behave(documenting("/v1/help/faqs", "Page"));

        var all = GATEWAY.get("/v1/docs/openapi.json").json();

        assertThat(all.get("openapi").asString()).startsWith("3.1");
        assertThat(all.get("paths").propertyNames())
                .contains("/v1/users/me", "/v1/help/faqs", "/v1/system/status")
                .noneMatch(path -> path.contains("internal") || path.equals("/health"));
        assertThat(all.at("/components/schemas").propertyNames())
                .contains("user-service.Page", "content-service.Page", "gateway.Status");
        assertThat(all.toString())
                .contains("#/components/schemas/user-service.Page")
                .doesNotContain("inside:8001");
        assertThat(all.at("/servers/0/url").asString()).isEqualTo("/");
    }

    @Test
    void hasEachServicesOwnDocument() {
        GATEWAY.stub(Service.SESSION).behave(documenting("/v1/sessions/recent", "Recent"));

        var document = GATEWAY.get("/v1/docs/services/session-service").json();

        assertThat(document.get("paths").propertyNames()).containsExactly("/v1/sessions/recent");
        assertThat(GATEWAY.get("/v1/docs/services/nobody").status()).isEqualTo(404);
    }

    @Test
    void saysWhichDocumentIsAway() {
        GATEWAY.stub(Service.AI).behave((request, response) -> response.status(500).send());

        var answer = GATEWAY.get("/v1/docs/services/ai-service");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().at("/error/details/service").asString()).isEqualTo("ai-service");
        assertThat(GATEWAY.get("/v1/docs/openapi.json").status()).isEqualTo(200);
    }

    /** At the first reading the services are still making their documents. */
    @Test
    void namesWhatIsMissingAndHasItOnceItIsMade() {
        var made = Sinks.<Boolean>one();
        try (var young =
                RunningGateway.start(
                        Map.of(
                                "gateway.rate-limit.scale",
                                "1000",
                                "gateway.docs.patience",
                                "1s"))) {
            young.stub(Service.USER)
                    .behave((request, response) ->
                            made.asMono()
                                    .then(
                                            Mono.defer(() ->
                                                    Mono.from(
                                                            documenting("/v1/users/me", "Page")
                                                                    .apply(request, response)))));

            var incomplete = young.get("/v1/docs/openapi.json").json();

            assertThat(incomplete.get("x-missing").valueStream().map(JsonNode::asString))
                    .containsExactly("user-service");
            assertThat(incomplete.at("/info/description").asString())
                    .contains("Missing at the moment: user-service");

            made.tryEmitEmpty();
            var complete =
                    Awaitility.await()
                            .until(
                                    () -> young.get("/v1/docs/openapi.json").json(),
                                    all -> !all.has("x-missing"));
            assertThat(complete.get("paths").propertyNames()).contains("/v1/users/me");
            assertThat(complete.at("/info/description").asString()).doesNotContain("Missing");
            assertThat(young.stub(Service.USER).seen())
                    .filteredOn(seen -> seen.uri().equals("/v3/api-docs"))
                    .hasSize(1);
        }
    }

    @Test
    void keepsWhatItKnowsOfAServiceThatIsAway() {
        GATEWAY.stub(Service.BILLING).behave(documenting("/v1/subscriptions/plans", "Plan"));
        assertThat(GATEWAY.get("/v1/docs/openapi.json").json().get("paths").propertyNames())
                .contains("/v1/subscriptions/plans");
        GATEWAY.stub(Service.BILLING).behave((request, response) -> response.status(500).send());

        var all = GATEWAY.get("/v1/docs/openapi.json").json();

        assertThat(all.get("paths").propertyNames()).contains("/v1/subscriptions/plans");
    }

    @Test
    void servesThePageAndItsFilesFromHere() {
        var page = GATEWAY.get("/v1/docs");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        var named =
                Pattern.compile("(?:src|href)=\"([^\"]+)\"")
                        .matcher(page.response().body())
                        .results()
                        .map(found -> found.group(1))
                        .toList();
        assertThat(named).hasSize(5).allMatch(address -> address.startsWith("/v1/docs/"));
        for (var address : named) {
            assertThat(GATEWAY.get(address).status()).as(address).isEqualTo(200);
        }
        assertThat(GATEWAY.get("/v1/docs/").status()).isEqualTo(200);
        assertThat(GATEWAY.get("/api/docs").status()).isEqualTo(200);
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'self'");
        assertThat(GATEWAY.get(named.getFirst()).header("Cache-Control"))
                .contains("immutable")
                .contains("31536000");
    }

    /**
     * The document is written by hand, so that the gateway carries no generator: it must be true.
     */
    @Test
    void describesItsOwnAddressesAsTheyAre() {
        var document = GATEWAY.get("/v1/docs/services/gateway").json();
        var mapped = new HashSet<String>();
        GATEWAY.bean(RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .forEach(info ->
                        info.getPatternsCondition()
                                .getPatterns()
                                .forEach(p -> mapped.add(p.getPatternString())));

        assertThat(mapped)
                .filteredOn(path -> path.startsWith("/v1/") && !path.startsWith("/v1/docs"))
                .containsExactlyInAnyOrderElementsOf(document.get("paths").propertyNames());
        for (var path : document.get("paths").propertyNames()) {
            var answer =
                    GATEWAY.send(
                            path,
                            r ->
                                    r.header(
                                            "Authorization",
                                            TestTokens.user(UUID.randomUUID())
                                                    .role("admin")
                                                    .bearer()));
            var schema =
                    document.at("/paths")
                            .get(path)
                            .at(
                                    "/get/responses/"
                                            + answer.status()
                                            + "/content/application~1json/schema");
            assertThat(schema.isMissingNode()).as(path + ' ' + answer.status()).isFalse();
            var wrong = new ArrayList<String>();
            compare(document, schema, answer.json(), path, wrong);
            assertThat(wrong).isEmpty();
        }
    }

    /** Every member is described, and every required one is there. */
    private static void compare(
            JsonNode document, JsonNode schema, JsonNode value, String at, List<String> wrong) {
        var described = schema;
        if (schema.has("$ref")) {
            described = document.at(schema.get("$ref").asString().substring(1));
        }
        if (value.isArray()) {
            for (var item : value) {
                compare(document, described.get("items"), item, at + "[]", wrong);
            }
            return;
        }
        if (!value.isObject() || !described.has("properties")) {
            return;
        }
        for (var name : value.propertyNames()) {
            var property = described.at("/properties").get(name);
            if (property == null) {
                wrong.add(at + '.' + name + " is not described");
            } else {
                compare(document, property, value.get(name), at + '.' + name, wrong);
            }
        }
        for (var name : described.at("/required")) {
            if (!value.has(name.asString())) {
                wrong.add(at + '.' + name.asString() + " is missing");
            }
        }
    }
}
