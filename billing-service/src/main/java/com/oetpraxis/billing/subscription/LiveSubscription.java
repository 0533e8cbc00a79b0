package com.oetpraxis.billing.subscription;

import java.time.Instant;
import java.util.UUID;

/**
 * A subscription that gives access now.
 *
 * @param status {@code active}, or {@code cancelled} where it ends with the period
 * @param validFrom start of the current period
 * @param validUntil end of the current period
 */
public record LiveSubscription(
        UUID id, UUID planId, String status, Instant validFrom, Instant validUntil) {}
