package com.oetpraxis.billing.entitlement;

import java.util.UUID;

/**
 * What an account may take of one product without paying: once, never reset by time (BR-04).
 *
 * @param used units captured so far, those taken under a subscription included
 * @param held units reserved and neither captured nor released
 * @param limit units that may be used in all while nothing is paid for
 */
record Allowance(UUID userId, String product, String unit, int used, int held, int limit) {

    /** Units that can still be reserved without a subscription, never negative. */
    int remaining() {
        return Math.max(0, limit - used - held);
    }
}
