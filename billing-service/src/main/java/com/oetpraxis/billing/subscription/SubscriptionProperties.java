package com.oetpraxis.billing.subscription;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param granted plans that accounts have without a payment; only the local profile names any
 */
@Validated
@ConfigurationProperties("subscription")
record SubscriptionProperties(@DefaultValue List<@Valid Grant> granted) {

    record Grant(@NotNull UUID userId, @NotBlank String planCode) {}
}
