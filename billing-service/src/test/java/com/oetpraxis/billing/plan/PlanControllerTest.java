package com.oetpraxis.billing.plan;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.oetpraxis.billing.BillingIntegrationTest;
import com.oetpraxis.devstack.testing.TestTokens;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

@BillingIntegrationTest
class PlanControllerTest {

    @Autowired MockMvc mvc;

    @Test
    void showsThePriceListToEverybody() throws Exception {
        mvc.perform(get("/v1/subscriptions/plans"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.plans.length()").value(3))
                .andExpect(jsonPath("$.plans[0].code").value("plan-free"))
                .andExpect(jsonPath("$.plans[0].price").value(0.0))
                .andExpect(jsonPath("$.plans[0].interval").value("none"))
                .andExpect(jsonPath("$.plans[0].sessionLimit").value(3))
                .andExpect(jsonPath("$.plans[1].code").value("plan-monthly"))
                .andExpect(jsonPath("$.plans[1].name").value("Monthly Pro"))
                .andExpect(jsonPath("$.plans[1].price").value(29.99))
                .andExpect(jsonPath("$.plans[1].priceMinor").value(2999))
                .andExpect(jsonPath("$.plans[1].currency").value("USD"))
                .andExpect(jsonPath("$.plans[1].interval").value("month"))
                .andExpect(jsonPath("$.plans[1].features[0]").isNotEmpty())
                .andExpect(jsonPath("$.plans[2].code").value("plan-annual"))
                .andExpect(jsonPath("$.plans[2].priceMinor").value(29999))
                .andExpect(jsonPath("$.plans[2].interval").value("year"))
                .andExpect(jsonPath("$.pagination.currentPage").value(1))
                .andExpect(jsonPath("$.pagination.totalPages").value(1))
                .andExpect(jsonPath("$.pagination.totalItems").value(3));
    }

    @Test
    void showsThePageThatIsAskedFor() throws Exception {
        mvc.perform(get("/v1/subscriptions/plans?page=2&limit=2"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.plans.length()").value(1))
                .andExpect(jsonPath("$.plans[0].code").value("plan-annual"))
                .andExpect(jsonPath("$.pagination.currentPage").value(2))
                .andExpect(jsonPath("$.pagination.totalPages").value(2))
                .andExpect(jsonPath("$.pagination.totalItems").value(3));
        mvc.perform(get("/v1/subscriptions/plans?limit=0"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.error.details.fields[0].field").value("limit"));
    }

    @Test
    void offersNothingButReading() throws Exception {
        mvc.perform(
                        post("/v1/subscriptions/plans")
                                .header(
                                        "Authorization",
                                        TestTokens.user(UUID.randomUUID()).bearer()))
                .andExpect(status().isMethodNotAllowed())
                .andExpect(jsonPath("$.error.code").value("VAL001"));
    }
}
