package com.oetpraxis.ai.scoring;

import com.oetpraxis.ai.consultation.Criterion;
import com.oetpraxis.ai.consultation.Evidence;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The scores of one talk.
 *
 * @param criteria two decimals; null where a criterion cannot be judged, and a notice says why
 * @param categories 0 to 100; null where a category cannot be judged
 * @param overall 0 to 100, the weighted mean of the categories there are
 * @param estimate null below 50 words
 * @param evidence by criterion, then in the order of the talk
 * @param model version of the rubric
 * @param hash SHA-256 over rubric and lists
 */
public record ScoreReport(
        Map<Criterion, @Nullable BigDecimal> criteria,
        Map<Category, @Nullable Integer> categories,
        int overall,
        @Nullable Estimate estimate,
        List<Notice> notices,
        List<Evidence> evidence,
        String model,
        String hash) {

    public ScoreReport {
        notices = List.copyOf(notices);
        evidence = List.copyOf(evidence);
    }
}
