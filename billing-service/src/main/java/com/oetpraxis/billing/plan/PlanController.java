package com.oetpraxis.billing.plan;

import com.oetpraxis.shared.web.PageQuery;
import com.oetpraxis.shared.web.Pagination;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The price list (EP-13), for everybody. */
@RestController
@RequestMapping("/v1/subscriptions/plans")
class PlanController {

    private final Plans plans;

    PlanController(Plans plans) {
        this.plans = plans;
    }

    record PlansResponse(List<PlanResponse> plans, Pagination.Current pagination) {}

    /**
     * @param id a UUID; {@code code} is the stable name
     * @param code such as {@code plan-monthly}
     * @param price major units; {@code priceMinor} is the exact amount
     * @param priceMinor the exact amount in minor units
     * @param currency ISO 4217
     * @param interval the billing period
     * @param features in words
     * @param limitations in words
     * @param sessionLimit sessions in all, -1 for no limit
     */
    record PlanResponse(
            UUID id,
            String code,
            String name,
            BigDecimal price,
            long priceMinor,
            String currency,
            String interval,
            List<String> features,
            List<String> limitations,
            int sessionLimit) {

        static PlanResponse of(Plan plan) {
            return new PlanResponse(
                    plan.id(),
                    plan.code(),
                    plan.name(),
                    plan.price(),
                    plan.priceMinor(),
                    plan.currency().getCurrencyCode(),
                    plan.interval(),
                    plan.features(),
                    plan.limitations(),
                    plan.sessionLimit());
        }
    }

    /** All plans that can be had, the free one first. */
    @GetMapping
    PlansResponse list(PageQuery page) {
        var all = plans.all();
        return new PlansResponse(
                all.stream().skip(page.offset()).limit(page.limit()).map(PlanResponse::of).toList(),
                new Pagination(page, all.size()).current());
    }
}
