package com.oetpraxis.session.library;

import java.util.UUID;

/**
 * A scenario that can be practised.
 *
 * @param difficulty {@code beginner}, {@code intermediate} or {@code advanced}
 * @param category the clinical area
 * @param minutes of its role-play
 * @param requiredPlan {@code free} or {@code paid}
 */
public record PublishedScenario(
        UUID id,
        String title,
        String difficulty,
        String category,
        int minutes,
        String requiredPlan) {}
