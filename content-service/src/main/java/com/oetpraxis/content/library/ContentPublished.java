package com.oetpraxis.content.library;

import java.util.UUID;

/**
 * {@code content.published}: a version of a scenario can be practised from now on.
 *
 * @param profession the API code
 */
record ContentPublished(UUID scenarioId, int version, String profession) {}
