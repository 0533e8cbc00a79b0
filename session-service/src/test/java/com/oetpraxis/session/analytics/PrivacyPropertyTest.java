package com.oetpraxis.session.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class PrivacyPropertyTest {

    @Property
    void neverTellsASmallGroupNotEvenBySubtraction(
            @ForAll @Size(min = 2, max = 12) List<@IntRange(max = 20) Integer> people) {
        var parts = new LinkedHashMap<String, Long>();
        people.forEach(p -> parts.put("part" + parts.size(), (long) p));

        var shown = Privacy.parts(parts);

        assertThat(shown.keySet()).isEqualTo(parts.keySet());
        shown.values().stream()
                .filter(Objects::nonNull)
                .forEach(p -> assertThat(p == 0 || p >= 5).isTrue());
        var hidden = shown.values().stream().filter(Objects::isNull).count();
        var others = parts.values().stream().filter(p -> p > 0).count();
        assertThat(hidden == 1 && others > 1).isFalse();
    }
}
