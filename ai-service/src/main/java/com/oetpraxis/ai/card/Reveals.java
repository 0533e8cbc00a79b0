package com.oetpraxis.ai.card;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The hidden facts an answer gives away: the same in every band in which it gives any away, or
 * listed band by band.
 *
 * @param always facts that do not depend on the band's own list
 * @param byBand facts by the band of the line spoken
 */
public record Reveals(List<String> always, Map<Band, List<String>> byBand) {

    public static final Reveals NOTHING = new Reveals(List.of(), Map.of());

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Reveals of(JsonNode node) {
        if (!node.isObject()) {
            return new Reveals(strings(node), Map.of());
        }
        var byBand = new EnumMap<Band, List<String>>(Band.class);
        for (var entry : node.properties()) {
            byBand.put(
                    Band.valueOf(entry.getKey().toUpperCase(Locale.ROOT)),
                    strings(entry.getValue()));
        }
        return new Reveals(List.of(), byBand);
    }

    private static List<String> strings(JsonNode node) {
        return node.isArray()
                ? node.valueStream().map(JsonNode::asString).toList()
                : List.of(node.asString());
    }

    public boolean isEmpty() {
        return always.isEmpty() && byBand.isEmpty();
    }

    /**
     * What a line of this band gives away; the list of the nearest lower band where it has none.
     */
    public List<String> at(Band band) {
        var own = byBand.get(band);
        if (own != null) {
            return own;
        }
        for (var lower : band.below()) {
            var facts = byBand.get(lower);
            if (facts != null) {
                return facts;
            }
        }
        return always;
    }

    /** Every fact named. */
    public Set<String> facts() {
        var facts = new LinkedHashSet<>(always);
        byBand.values().forEach(facts::addAll);
        return facts;
    }
}
