package com.oetpraxis.billing.entitlement;

import static org.hamcrest.Matchers.hasItem;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.oetpraxis.billing.BillingIntegrationTest;
import com.oetpraxis.devstack.testing.TestTokens;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

@BillingIntegrationTest
class EntitlementControllerTest {

    @Autowired MockMvc mvc;

    private final UUID learner = UUID.randomUUID();

    @Test
    void holdsThreeFreeSessionsAndRefusesTheFourth() throws Exception {
        for (var left = 2; left >= 0; left--) {
            reserve(UUID.randomUUID(), learner, "free")
                    .andExpect(status().isOk())
                    .andExpect(jsonPath("$.state").value("held"))
                    .andExpect(jsonPath("$.tier").value("free"))
                    .andExpect(jsonPath("$.remaining").value(left));
        }

        reserve(UUID.randomUUID(), learner, "free")
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.error.code").value("PER001"))
                .andExpect(jsonPath("$.error.details.reason").value("SUBSCRIPTION_REQUIRED"))
                .andExpect(jsonPath("$.error.details.used").value(0))
                .andExpect(jsonPath("$.error.details.held").value(3))
                .andExpect(jsonPath("$.error.details.limit").value(3))
                .andExpect(jsonPath("$.error.details.upgradeUrl").value("/v1/subscriptions/plans"));
    }

    @Test
    void asksForThePlanBeforeTheAllowance() throws Exception {
        reserve(UUID.randomUUID(), learner, "paid")
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.error.code").value("PER001"))
                .andExpect(jsonPath("$.error.details.reason").value("PLAN_REQUIRED"))
                .andExpect(jsonPath("$.error.details.upgradeUrl").value("/v1/subscriptions/plans"));
        useUp();

        reserve(UUID.randomUUID(), learner, "paid")
                .andExpect(jsonPath("$.error.details.reason").value("PLAN_REQUIRED"));
    }

    @Test
    void givesTheSameHoldForTheSameKey() throws Exception {
        var key = UUID.randomUUID();
        reserve(key, learner, "free").andExpect(jsonPath("$.remaining").value(2));

        reserve(key, learner, "free")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.state").value("held"))
                .andExpect(jsonPath("$.remaining").value(2));
    }

    @Test
    void tellsThatAKeyStandsForAnotherAccount() throws Exception {
        var key = UUID.randomUUID();
        reserve(key, learner, "free").andExpect(status().isOk());

        reserve(key, UUID.randomUUID(), "free")
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.error.code").value("RES002"));
    }

    @Test
    void capturesOnceAndDoesNotGiveBackWhatWasUsed() throws Exception {
        var key = UUID.randomUUID();
        reserve(key, learner, "free");

        settle("capture", key).andExpect(jsonPath("$.state").value("captured"));
        settle("capture", key).andExpect(jsonPath("$.state").value("captured"));
        settle("release", key).andExpect(jsonPath("$.state").value("captured"));
        show(learner)
                .andExpect(jsonPath("$.used").value(1))
                .andExpect(jsonPath("$.remaining").value(2));
    }

    @Test
    void doesNotResurrectWhatWasGivenBack() throws Exception {
        var key = UUID.randomUUID();
        reserve(key, learner, "free");

        settle("release", key).andExpect(jsonPath("$.state").value("released"));
        settle("capture", key).andExpect(jsonPath("$.state").value("released"));
        reserve(key, learner, "free").andExpect(jsonPath("$.state").value("released"));
        show(learner)
                .andExpect(jsonPath("$.used").value(0))
                .andExpect(jsonPath("$.remaining").value(3));
    }

    @Test
    void hasNothingToCaptureUnderAnUnknownKeyAndNothingToRelease() throws Exception {
        settle("capture", UUID.randomUUID())
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.error.code").value("RES001"));
        settle("release", UUID.randomUUID())
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.state").value("released"));
    }

    /** The caller of a reservation that took too long gives it back, perhaps before it is made. */
    @Test
    void takesNothingUnderAKeyThatWasGivenBackBefore() throws Exception {
        var key = UUID.randomUUID();
        settle("release", key).andExpect(jsonPath("$.state").value("released"));

        reserve(key, learner, "free")
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.error.code").value("RES002"));

        settle("release", key).andExpect(jsonPath("$.state").value("released"));
        settle("capture", key).andExpect(status().isNotFound());
        show(learner)
                .andExpect(jsonPath("$.used").value(0))
                .andExpect(jsonPath("$.remaining").value(3));
    }

    @Test
    void showsWhatAFreeAccountHas() throws Exception {
        show(learner)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.userId").value(learner.toString()))
                .andExpect(jsonPath("$.tier").value("free"))
                .andExpect(jsonPath("$.planCode").value("plan-free"))
                .andExpect(jsonPath("$.status").value("active"))
                .andExpect(jsonPath("$.validUntil").isEmpty())
                .andExpect(jsonPath("$.used").value(0))
                .andExpect(jsonPath("$.limit").value(3))
                .andExpect(jsonPath("$.remaining").value(3));
    }

    @Test
    void tellsLearnersWhatTheyHaveUsed() throws Exception {
        var key = UUID.randomUUID();
        reserve(key, learner, "free");
        settle("capture", key);
        reserve(UUID.randomUUID(), learner, "free");

        mvc.perform(
                        get("/v1/subscriptions/usage")
                                .header("Authorization", TestTokens.user(learner).bearer()))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.used").value(1))
                .andExpect(jsonPath("$.held").value(1))
                .andExpect(jsonPath("$.limit").value(3))
                .andExpect(jsonPath("$.remaining").value(1));
        mvc.perform(
                        get("/v1/subscriptions/current")
                                .header("Authorization", TestTokens.user(learner).bearer()))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.subscriptionId").isEmpty())
                .andExpect(jsonPath("$.planCode").value("plan-free"))
                .andExpect(jsonPath("$.usage.used").value(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|key",
                "{}|userId",
                "{}|product",
                "{}|unit",
                "{}|requiredPlan",
                "{\"key\":\"x\"}|key",
                "{\"key\":7}|key",
                "{\"requiredPlan\":\"gold\"}|requiredPlan",
                "{\"product\":[]}|product",
                "[]|body",
                "nonsense|body",
                "``|body"
            })
    void namesTheFieldOfABadReservation(String body, String field) throws Exception {
        send("/internal/entitlements/reserve", body)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.error.code").value("VAL001"))
                .andExpect(jsonPath("$.error.details.fields[*].field").value(hasItem(field)));
    }

    @ParameterizedTest
    @CsvSource({"consult,session,product", "oet,minute,unit"})
    void refusesWhatNoPlanKnows(String product, String unit, String field) throws Exception {
        send("/internal/entitlements/reserve", body(UUID.randomUUID(), learner, product, unit))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.error.details.fields[0].field").value(field));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"key\":null}", "{\"key\":\"1\"}"})
    void namesTheKeyThatIsMissing(String body) throws Exception {
        for (var call : new String[] {"capture", "release"}) {
            send("/internal/entitlements/" + call, body)
                    .andExpect(status().isBadRequest())
                    .andExpect(jsonPath("$.error.details.fields[0].field").value("key"));
        }
    }

    @Test
    void answersABadIdOrProductOfTheOverview() throws Exception {
        mvc.perform(get("/internal/entitlements/nobody").header("Authorization", service()))
                .andExpect(status().isNotFound());
        mvc.perform(
                        get("/internal/entitlements/" + learner + "?product=consult")
                                .header("Authorization", service()))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.error.details.fields[0].field").value("product"));
    }

    @Test
    void opensTheInnerDoorToServiceTokensOnly() throws Exception {
        mvc.perform(get("/internal/entitlements/" + learner)).andExpect(status().isUnauthorized());
        mvc.perform(
                        get("/internal/entitlements/" + learner)
                                .header("Authorization", TestTokens.user(learner).bearer()))
                .andExpect(status().isUnauthorized());
        mvc.perform(
                        get("/internal/entitlements/" + learner)
                                .header(
                                        "Authorization",
                                        TestTokens.service("session-service", "user-service")))
                .andExpect(status().isUnauthorized());
        mvc.perform(get("/v1/subscriptions/usage").header("Authorization", service()))
                .andExpect(status().isUnauthorized());
    }

    private void useUp() throws Exception {
        for (var i = 0; i < 3; i++) {
            reserve(UUID.randomUUID(), learner, "free").andExpect(status().isOk());
        }
    }

    private ResultActions reserve(UUID key, UUID user, String plan) throws Exception {
        return send(
                "/internal/entitlements/reserve",
                body(key, user, "oet", "session").replace("\"free\"", "\"" + plan + "\""));
    }

    private ResultActions settle(String call, UUID key) throws Exception {
        return send("/internal/entitlements/" + call, "{\"key\":\"" + key + "\"}");
    }

    private ResultActions show(UUID user) throws Exception {
        return mvc.perform(
                get("/internal/entitlements/" + user + "?product=oet")
                        .header("Authorization", service()));
    }

    private ResultActions send(String path, String body) throws Exception {
        return mvc.perform(
                post(path)
                        .header("Authorization", service())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body));
    }

    private static String body(UUID key, UUID user, String product, String unit) {
        return """
        {"key":"%s","userId":"%s","product":"%s","unit":"%s","requiredPlan":"free"}
        """
                .formatted(key, user, product, unit);
    }

    private static String service() {
        return TestTokens.service("session-service", "billing-service");
    }
}
