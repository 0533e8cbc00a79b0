package com.oetpraxis.session.feedback;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The six categories of the product, 0 to 100 each, null where one cannot be judged (catalogue
 * 9.8).
 */
record Categories(
        @Nullable Integer pronunciation,
        @Nullable Integer grammar,
        @Nullable Integer vocabulary,
        @Nullable Integer clinicalCommunication,
        @Nullable Integer empathy,
        @Nullable Integer patientEducation) {

    /** Where nothing was judged. */
    static final Categories NONE = new Categories(null, null, null, null, null, null);

    private static final int HIGHEST = 100;

    /**
     * Reads the scorer's object.
     *
     * @throws UnusableScoreException if a category is missing or no whole number from 0 to 100
     */
    static Categories of(JsonNode node) {
        return new Categories(
                read(node, "pronunciation"),
                read(node, "grammar"),
                read(node, "vocabulary"),
                read(node, "clinicalCommunication"),
                read(node, "empathy"),
                read(node, "patientEducation"));
    }

    /** The weighted mean of what could be judged, weights rescaled (BR-49); empty if nothing. */
    OptionalInt overall() {
        var weights = new LinkedHashMap<String, Integer>();
        weights.put("pronunciation", 15);
        weights.put("grammar", 15);
        weights.put("vocabulary", 15);
        weights.put("clinicalCommunication", 20);
        weights.put("empathy", 20);
        weights.put("patientEducation", 15);
        var values = byName();
        long sum = 0;
        long weight = 0;
        for (var entry : weights.entrySet()) {
            var value = values.get(entry.getKey());
            if (value != null) {
                sum += (long) value * entry.getValue();
                weight += entry.getValue();
            }
        }
        return weight == 0
                ? OptionalInt.empty()
                : OptionalInt.of((int) Math.floorDiv(2 * sum + weight, 2 * weight));
    }

    Map<String, @Nullable Integer> byName() {
        var values = new LinkedHashMap<String, @Nullable Integer>();
        values.put("pronunciation", pronunciation);
        values.put("grammar", grammar);
        values.put("vocabulary", vocabulary);
        values.put("clinicalCommunication", clinicalCommunication);
        values.put("empathy", empathy);
        values.put("patientEducation", patientEducation);
        return values;
    }

    private static @Nullable Integer read(JsonNode node, String name) {
        var value = node.get(name);
        if (value == null) {
            throw new UnusableScoreException("the category " + name + " is missing");
        }
        if (value.isNull()) {
            return null;
        }
        if (!value.isIntegralNumber() || value.intValue() < 0 || value.intValue() > HIGHEST) {
            throw new UnusableScoreException("the category " + name + " is out of range");
        }
        return value.intValue();
    }
}
