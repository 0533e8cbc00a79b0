package com.oetpraxis.session.marking;

import java.util.Map;

/**
 * From marks to the scale from 0 to 500 by the straight lines of oet-domain 3.8, over the criteria
 * that were marked. An estimate: how the exam converts marks is not public.
 */
final class EstimateScale {

    private static final double[] SHARES = {0, .25, .45, .64, .75, .90, 1};
    private static final int[] VALUES = {0, 100, 200, 300, 350, 450, 500};
    private static final int STEP = 10;

    private EstimateScale() {}

    /** In steps of ten. */
    static int of(Map<Criterion, Integer> marks) {
        double sum = 0;
        double highest = 0;
        for (var entry : marks.entrySet()) {
            sum += entry.getValue();
            highest += entry.getKey().highest();
        }
        var share = highest == 0 ? 0 : sum / highest;
        for (var i = 1; i < SHARES.length; i++) {
            if (share <= SHARES[i]) {
                var part = (share - SHARES[i - 1]) / (SHARES[i] - SHARES[i - 1]);
                var value = VALUES[i - 1] + part * (VALUES[i] - VALUES[i - 1]);
                return (int) Math.round(value / STEP) * STEP;
            }
        }
        return VALUES[VALUES.length - 1];
    }
}
