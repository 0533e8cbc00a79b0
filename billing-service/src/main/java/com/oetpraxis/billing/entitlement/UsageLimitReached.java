package com.oetpraxis.billing.entitlement;

import java.util.UUID;

/**
 * {@code billing.usage_limit_reached}: the account has used the last unit it had without paying.
 *
 * @param limit units that came for nothing
 */
record UsageLimitReached(UUID userId, String product, int limit) {}
