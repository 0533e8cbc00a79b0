package com.oetpraxis.session.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrivacyTest {

    @Test
    void hidesGroupsOfOneToFour() {
        assertThat(Privacy.count(0)).isZero();
        assertThat(Privacy.count(1)).isNull();
        assertThat(Privacy.count(4)).isNull();
        assertThat(Privacy.count(5)).isEqualTo(5);
        assertThat(Privacy.of(3, 71.5)).isNull();
        assertThat(Privacy.of(5, 71.5)).isEqualTo(71.5);
    }

    @Test
    void hidesASecondPartWhereOneCouldBeToldBySubtraction() {
        var parts = parts(7, 3, 9, 0);

        assertThat(Privacy.parts(parts))
                .containsEntry("a", null)
                .containsEntry("b", null)
                .containsEntry("c", 9L)
                .containsEntry("d", 0L);
    }

    @Test
    void hidesNoMoreThanItMust() {
        assertThat(Privacy.parts(parts(7, 5, 9, 0))).doesNotContainValue(null);
        assertThat(Privacy.parts(parts(2, 3, 9, 8))).containsEntry("c", 9L).containsEntry("d", 8L);
        assertThat(Privacy.parts(Map.of("only", 3L))).containsEntry("only", null);
    }

    private static Map<String, Long> parts(long a, long b, long c, long d) {
        var parts = new LinkedHashMap<String, Long>();
        parts.put("a", a);
        parts.put("b", b);
        parts.put("c", c);
        parts.put("d", d);
        return parts;
    }
}
