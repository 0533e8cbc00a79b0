package com.oetpraxis.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.gateway.testing.RunningGateway;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingTest {

    private final RunningGateway gateway = RunningGateway.shared();

    @BeforeEach
    void forget() {
        for (var service : Service.values()) {
            if (service != Service.GATEWAY) {
                gateway.stub(service).behaveNormally();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/auth/login, user-service",
        "/v1/auth/register, user-service",
        "/v1/auth/sessions, user-service",
        "/v1/auth/jwks, user-service",
        "/v1/auth/mfa/setup, user-service",
        "/v1/users/me, user-service",
        "/v1/users/me/avatar, user-service",
        "/v1/sessions, session-service",
        "/v1/sessions/create, session-service",
        "/v1/sessions/recent, session-service",
        "/v1/sessions/0199, session-service",
        "/v1/sessions/0199/feedback, session-service",
        "/v1/sessions/0199/feedback/share, session-service",
        "/v1/sessions/0199/stream, realtime-service",
        "/v1/sessions/0199/ticket, realtime-service",
        "/v1/sessions/0199/ticket/more, session-service",
        "/v1/sessions/scenarios, content-service",
        "/v1/sessions/scenarios/filters, content-service",
        "/v1/sessions/scenarios/0199, content-service",
        "/v1/scenarios, content-service",
        "/v1/scenarios/search, content-service",
        "/v1/scenarios/0199/rating, content-service",
        "/v1/admin/scenarios, content-service",
        "/v1/admin/scenarios/0199/versions/1/compare/2, content-service",
        "/v1/admin/scenario-templates, content-service",
        "/v1/admin/reviews, content-service",
        "/v1/admin/help/articles, content-service",
        "/v1/admin/analytics/users, session-service",
        "/v1/admin/marking/queue, session-service",
        "/v1/admin/sessions/live, realtime-service",
        "/v1/admin/users, user-service",
        "/v1/admin/users/0199/unlock, user-service",
        "/v1/admin/audit, user-service",
        "/v1/admin/support/tickets, user-service",
        "/v1/admin/legal/documents, user-service",
        "/v1/admin/system/maintenance, user-service",
        "/v1/admin/events/dlt, user-service",
        "/v1/admin/jobs, user-service",
        "/v1/admin/billing/webhooks, billing-service",
        "/v1/subscriptions/plans, billing-service",
        "/v1/subscriptions/create, billing-service",
        "/v1/user/subscription/upgrade, billing-service",
        "/v1/webhooks/stripe, billing-service",
        "/v1/webhooks/livekit, realtime-service",
        "/v1/progress/overview, session-service",
        "/v1/shared/reports/abc, session-service",
        "/v1/help/articles, content-service",
        "/v1/support/tickets, user-service",
        "/v1/legal/documents, user-service",
        "/v1/legal/documents/terms, user-service",
        "/v1/legal/accept, user-service",
        "/v1/data/export, user-service",
        "/v1/data/export/0199/download, user-service",
        "/v1/notifications, user-service",
        "/v1/notifications/0199/read, user-service",
        "/v1/notifications/stream, realtime-service",
        "/v1/system/maintenance, user-service",
        "/.well-known/openid-configuration, user-service",
        "/verify, user-service",
        "/api/v1/users/me, user-service",
        "/api/users/me, user-service",
        "/api/v1/sessions/0199/ticket, realtime-service",
        "/v1/users/me/, user-service",
    })
    void sendsEachPathToItsService(String path, String service) {
        var answer = gateway.getSignedIn(path + "?a=1&b=%20");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("service").asString()).isEqualTo(service);
    }

    @Test
    void passesPathAndQueryAsTheyAreAndAliasesAsV1() {
        gateway.getSignedIn("/api/users/a%20b?q=%C3%A4&x=1%2F2");

        assertThat(gateway.stub(Service.USER).last().uri())
                .isEqualTo("/v1/users/a%20b?q=%C3%A4&x=1%2F2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/foo",
                "/v1",
                "/v2/users/me",
                "/v2-beta/users/me",
                "/v1/nothing",
                "/v1/admin",
                "/v1/admin/nothing",
                "/v1/user",
                "/v1/ai/patient",
                "/v1/metrics",
                "/metrics",
                "/internal/users/1/standing",
                "/v1/internal/users/1/standing",
                "/api/internal/users/1/standing",
                "/actuator/health",
                "/v1/actuator",
                "/v1/users/../../internal/users/1/standing",
                "/v1/users/%2e%2e/%2E%2E/internal/users/1/standing",
                "/v1/users/..;/..;/internal/users/1",
                "/v1/users/%2e%2e%2f%2e%2e%2finternal",
                "/v1/users//me",
                "/v1//users/me",
                "/v1/users/me;x=1",
                "/v1/users/%5c..%5cinternal",
                "/v3/api-docs",
            })
    void answersUnknownPathsWith404(String path) {
        var answer = gateway.getSignedIn(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().at("/error/code").asString()).isEqualTo("GATEWAY_004");
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        for (var service : Service.values()) {
            if (service != Service.GATEWAY) {
                assertThat(gateway.stub(service).seen())
                        .noneMatch(seen -> seen.uri().contains("internal"));
            }
        }
    }

    @Test
    void passesTheTokenOnAndNoPretendedIdentity() {
        var bearer = RunningGateway.anybody();
        gateway.send(
                "/v1/users/me",
                request ->
                        request.header("Authorization", bearer)
                                .header("X-User-Id", UUID.randomUUID().toString())
                                .header("X-User-Role", "admin")
                                .header("X-Auth-Subject", "someone")
                                .header("X-Forwarded-For", "10.9.8.7")
                                .header("X-Forwarded-User", "admin")
                                .header("Forwarded", "for=10.9.8.7")
                                .header("Idempotency-Key", "k-1"));

        var headers = gateway.stub(Service.USER).last().headers();
        assertThat(headers)
                .containsEntry("authorization", bearer)
                .containsEntry("idempotency-key", "k-1")
                .containsEntry("x-forwarded-for", "127.0.0.1")
                .containsKey("x-request-id")
                .doesNotContainKeys(
                        "x-user-id",
                        "x-user-role",
                        "x-auth-subject",
                        "x-forwarded-user",
                        "forwarded");
    }
}
