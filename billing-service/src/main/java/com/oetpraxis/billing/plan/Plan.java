package com.oetpraxis.billing.plan;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/**
 * A plan of one product (TB-14).
 *
 * @param code stable across machines, such as {@code plan-monthly}
 * @param product such as {@code oet}
 * @param priceMinor price of one interval in minor units of the currency
 * @param interval {@code none}, {@code month} or {@code year}
 * @param unit what {@code sessionLimit} counts, such as {@code session}
 * @param sessionLimit units in all, -1 for no limit
 */
public record Plan(
        UUID id,
        String code,
        String product,
        String name,
        Tier tier,
        long priceMinor,
        Currency currency,
        String interval,
        String unit,
        int sessionLimit,
        List<String> features,
        List<String> limitations) {

    /** {@code sessionLimit} of a plan without one. */
    public static final int UNLIMITED = -1;

    /** The price as the catalogue writes it: in major units, with the currency's decimals. */
    public BigDecimal price() {
        return BigDecimal.valueOf(priceMinor, currency.getDefaultFractionDigits());
    }
}
