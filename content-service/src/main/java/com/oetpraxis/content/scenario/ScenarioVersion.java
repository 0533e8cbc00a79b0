package com.oetpraxis.content.scenario;

import java.util.UUID;

/**
 * A card as it was when a session was pinned to it (TB-18); never changes.
 *
 * @param id the scenario's
 * @param duration minutes
 * @param card JSON, in the order of the card file
 */
record ScenarioVersion(
        UUID id, String code, int version, String profession, int duration, String card) {}
