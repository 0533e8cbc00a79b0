package com.oetpraxis.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.gateway.routing.Service;
import com.oetpraxis.gateway.testing.RunningGateway;
import com.oetpraxis.gateway.testing.RunningGateway.Answer;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** What every request and answer goes through. */
class WebTest {

    private static final int MEGABYTE = 1024 * 1024;

    private final RunningGateway gateway = RunningGateway.shared();

    @BeforeEach
    void forget() {
        gateway.stub(Service.USER).behaveNormally();
        gateway.stub(Service.CONTENT).behaveNormally();
    }

    private Answer faqs(Consumer<HttpRequest.Builder> change) {
        return gateway.send("/v1/help/faqs", change);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/help/faqs", "/v1/users/me", "/v1/nothing", "/foo", "/v1/health"})
    void putsTheSecurityHeadersOnEveryAnswer(String path) {
        var answer = gateway.get(path);

        assertThat(answer.header("Strict-Transport-Security"))
                .isEqualTo("max-age=63072000; includeSubDomains; preload");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-XSS-Protection")).isEqualTo("1; mode=block");
        assertThat(answer.header("X-DNS-Prefetch-Control")).isEqualTo("on");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store, must-revalidate");
        assertThat(answer.header("X-Request-Id")).isNotEmpty();
    }

    @Test
    void replacesWhatAServiceSaysInItsPlace() {
        gateway.stub(Service.CONTENT)
                .behave((request, response) ->
                        response.header("X-Frame-Options", "SAMEORIGIN")
                                .header("Cache-Control", "no-cache, max-age=0")
                                .header("Pragma", "no-cache")
                                .header("Server", "secret/1.0")
                                .header("X-Request-Id", "other")
                                .header("X-RateLimit-Limit", "7")
                                .header("Access-Control-Allow-Origin", "*")
                                .header("X-Cache", "HIT")
                                .header("Content-Type", "application/json")
                                .sendString(Mono.just("{}")));

        var answer = faqs(r -> r.header("X-Request-Id", "mine"));

        assertThat(answer.response().headers().allValues("X-Frame-Options"))
                .containsExactly("DENY");
        assertThat(answer.response().headers().allValues("Cache-Control"))
                .containsExactly("no-store, must-revalidate");
        assertThat(answer.response().headers().allValues("X-Request-Id")).containsExactly("mine");
        assertThat(answer.response().headers().allValues("X-RateLimit-Limit")).hasSize(1);
        assertThat(answer.header("X-RateLimit-Limit")).isNotEqualTo("7");
        assertThat(answer.response().headers().map().keySet())
                .doesNotContain("server", "pragma", "access-control-allow-origin")
                .contains("x-cache");
    }

    @Test
    void letsAServiceSayThatSomethingMayBeKept() {
        gateway.stub(Service.USER)
                .behave((request, response) ->
                        response.header("Cache-Control", "public, max-age=300")
                                .sendString(Mono.just("{}")));

        assertThat(gateway.get("/v1/auth/jwks").response().headers().allValues("Cache-Control"))
                .containsExactly("public, max-age=300");
    }

    @Test
    void carriesTheRequestIdInAndOut() {
        var answer = faqs(r -> r.header("X-Request-Id", "abc-1.2_3"));

        assertThat(answer.header("X-Request-Id")).isEqualTo("abc-1.2_3");
        assertThat(gateway.stub(Service.CONTENT).last().headers())
                .containsEntry("x-request-id", "abc-1.2_3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"has blank", "quote\"", "{\"a\":1}", "<script>"})
    void makesItsOwnIdInPlaceOfAnOddOne(String odd) {
        var answer = faqs(r -> r.header("X-Request-Id", odd));

        assertThat(UUID.fromString(answer.header("X-Request-Id")).version()).isEqualTo(4);
    }

    @Test
    void answersErrorsWithBothBodiesInOne() {
        var answer = gateway.send("/v1/nothing?x=1", r -> r.header("X-Request-Id", "id-1"));

        var body = answer.json();
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(body.get("type").asString()).isEqualTo("/problems/route-not-found");
        assertThat(body.get("status").asInt()).isEqualTo(404);
        assertThat(body.get("title").asString()).isNotEmpty();
        assertThat(body.get("detail").asString()).isNotEmpty();
        assertThat(body.get("instance").asString()).isEqualTo("/v1/nothing");
        assertThat(body.get("requestId").asString()).isEqualTo("id-1");
        assertThat(body.get("timestamp").asString()).endsWith("Z");
        assertThat(body.at("/error/code").asString()).isEqualTo("GATEWAY_004");
        assertThat(body.at("/error/message").asString()).isNotEmpty();
        assertThat(body.at("/error/details").isObject()).isTrue();
        assertThat(body.at("/error/retryable").asBoolean()).isFalse();
        assertThat(body.at("/error/retryAfter").isMissingNode()).isTrue();
    }

    @Test
    void passesAServicesOwnErrorOnAsItIs() {
        gateway.stub(Service.CONTENT)
                .behave((request, response) ->
                        response.status(422)
                                .header("Content-Type", "application/problem+json")
                                .sendString(Mono.just("{\"error\":{\"code\":\"VAL001\"}}")));

        var answer = faqs(r -> {});

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.response().body()).isEqualTo("{\"error\":{\"code\":\"VAL001\"}}");
    }

    @ParameterizedTest
    @CsvSource({
        "application/json; version=1, 200",
        "application/json;version=\"1\", 200",
        "application/json, 200",
        "*/*, 200",
        "'text/html, application/json; version=1', 200",
        "application/json; version=2, 400",
        "application/json; version=2-beta, 400",
        "'text/html, application/json; version=x', 400",
    })
    void servesTheVersionThatIsAskedForOrNone(String accept, int status) {
        var answer = faqs(r -> r.header("Accept", accept));

        assertThat(answer.status()).isEqualTo(status);
        if (status == 400) {
            assertThat(answer.json().at("/error/code").asString()).isEqualTo("VAL001");
            assertThat(answer.json().at("/error/details/fields/0/field").asString())
                    .isEqualTo("Accept");
        }
    }

    @Test
    void refusesALongAddress() {
        var fits = "/v1/help/faqs?q=" + "x".repeat(2048 - "/v1/help/faqs?q=".length());

        assertThat(gateway.get(fits).status()).isEqualTo(200);
        var answer = gateway.get(fits + "x");
        assertThat(answer.status()).isEqualTo(414);
        assertThat(answer.json().at("/error/code").asString()).isEqualTo("VAL001");
    }

    @Test
    void refusesLargeHeaders() {
        assertThat(faqs(r -> r.header("X-Filler", "x".repeat(7_000))).status()).isEqualTo(200);
        var answer = faqs(r -> r.header("X-Filler", "x".repeat(8_200)));
        assertThat(answer.status()).isEqualTo(431);
        assertThat(answer.json().at("/error/code").asString()).isEqualTo("VAL001");
    }

    @Test
    void takesABodyOfTenMegabytesAndNoMore() {
        var fits = faqs(r -> r.POST(BodyPublishers.ofByteArray(new byte[10 * MEGABYTE])));
        assertThat(fits.status()).isEqualTo(200);

        gateway.stub(Service.CONTENT).seen().clear();
        var answer =
                faqs(r ->
                        r.expectContinue(true)
                                .POST(BodyPublishers.ofByteArray(new byte[10 * MEGABYTE + 1])));
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json().at("/error/code").asString()).isEqualTo("VAL001");
        assertThat(gateway.stub(Service.CONTENT).seen())
                .noneMatch(seen -> seen.uri().equals("/v1/help/faqs"));
    }

    @Test
    void cutsOffABodyOfUnknownLength() {
        var small =
                faqs(r ->
                        r.POST(
                                BodyPublishers.ofInputStream(
                                        () -> new ByteArrayInputStream(new byte[MEGABYTE]))));
        assertThat(small.status()).isEqualTo(200);

        var answer =
                faqs(r ->
                        r.POST(
                                BodyPublishers.ofInputStream(() ->
                                        new ByteArrayInputStream(new byte[10 * MEGABYTE + 1]))));
        assertThat(answer.status()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://oetpraxis.com",
                "https://staging.oetpraxis.com",
                "http://localhost:3000",
                "http://localhost:8000"
            })
    void letsPagesOfKnownOriginsCall(String origin) {
        var preflight =
                gateway.send(
                        "/v1/users/me/settings",
                        r ->
                                r.method("OPTIONS", BodyPublishers.noBody())
                                        .header("Origin", origin)
                                        .header("Access-Control-Request-Method", "PATCH")
                                        .header(
                                                "Access-Control-Request-Headers",
                                                "authorization, content-type, x-request-id,"
                                                        + " idempotency-key"));
        var call = faqs(r -> r.header("Origin", origin));

        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo(origin);
        assertThat(preflight.header("Access-Control-Allow-Methods")).contains("PATCH");
        assertThat(preflight.header("X-RateLimit-Limit")).isEmpty();
        assertThat(call.status()).isEqualTo(200);
        assertThat(call.header("Access-Control-Allow-Origin")).isEqualTo(origin);
        assertThat(call.header("Access-Control-Expose-Headers"))
                .contains("X-RateLimit-Remaining")
                .contains("Retry-After")
                .contains("X-Request-Id");
    }

    @Test
    void putsTheOriginOnErrorsToo() {
        var answer = gateway.send("/v1/users/me", r -> r.header("Origin", "https://oetpraxis.com"));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("https://oetpraxis.com");
    }

    @Test
    void refusesPagesOfOtherOrigins() {
        var answer = faqs(r -> r.header("Origin", "https://elsewhere.example"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().at("/error/details/reason").asString())
                .isEqualTo("ORIGIN_NOT_ALLOWED");
        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(gateway.stub(Service.CONTENT).seen())
                .noneMatch(seen -> seen.uri().equals("/v1/help/faqs"));
    }

    /** The page behind the mail's link, whatever name the gateway is reached by. */
    @Test
    void letsItsOwnPagesSendTheirForms() {
        var self = "http://127.0.0.1:" + gateway.port();

        var answer = submitVerification(self);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(gateway.stub(Service.USER).seen())
                .anyMatch(seen -> seen.uri().equals("/v1/auth/verify-email"));
    }

    /** What a browser sends for a page that hides where it is, such as one in a sandbox. */
    @Test
    void refusesAFormOfAHiddenOrigin() {
        var answer = submitVerification("null");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().at("/error/details/reason").asString())
                .isEqualTo("ORIGIN_NOT_ALLOWED");
    }

    private Answer submitVerification(String origin) {
        return gateway.send(
                "/v1/auth/verify-email",
                r ->
                        r.POST(BodyPublishers.ofString("token=abc"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .header("Origin", origin));
    }

    @Test
    void compressesFromAKilobyteOnUnlessDeclined() {
        answerWith(1_023);
        var small = faqs(r -> r.header("Accept-Encoding", "gzip"));
        answerWith(1_024);
        var large = faqs(r -> r.header("Accept-Encoding", "gzip"));
        var declined =
                faqs(r -> r.header("Accept-Encoding", "gzip").header("x-no-compression", "1"));
        var notAsked = faqs(r -> {});

        assertThat(small.header("Content-Encoding")).isEmpty();
        assertThat(large.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(large.header("Vary").toLowerCase(java.util.Locale.ROOT))
                .contains("accept-encoding");
        assertThat(declined.header("Content-Encoding")).isEmpty();
        assertThat(notAsked.header("Content-Encoding")).isEmpty();
        assertThat(notAsked.response().body()).hasSize(1_024);
    }

    private void answerWith(int length) {
        gateway.stub(Service.CONTENT)
                .behave((request, response) ->
                        response.header("Content-Type", "application/json")
                                .header("Content-Length", Integer.toString(length))
                                .sendString(Mono.just("x".repeat(length))));
    }
}
