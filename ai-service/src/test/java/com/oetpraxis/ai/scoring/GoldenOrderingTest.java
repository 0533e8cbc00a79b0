package com.oetpraxis.ai.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The six golden talks and the orders that every scorer must keep. */
class GoldenOrderingTest {

    private final Map<String, Marks> scored = new HashMap<>();

    @Test
    void keepsEveryOrderThatMustHold() throws Exception {
        var broken = new ArrayList<String>();
        var expected =
                JsonMapper.shared()
                        .readTree(Files.readString(Talks.GOLDEN.resolve("expected.json")));
        int compared = 0;
        for (var kind : List.of("greater", "similar")) {
            for (var rule : expected.path(kind)) {
                for (var finding : check(kind, rule)) {
                    if (rule.path("strength").stringValue().equals("must")) {
                        broken.add(finding);
                    } else {
                        System.out.println("should hold and does not: " + finding);
                    }
                }
                compared += rule.path("on").size();
            }
        }

        assertThat(broken).isEmpty();
        assertThat(compared).isGreaterThan(60);
    }

    private List<String> check(String kind, JsonNode rule) {
        var one = marks(rule.path("a").stringValue());
        var other = marks(rule.path("b").stringValue());
        var broken = new ArrayList<String>();
        for (var node : rule.path("on")) {
            var key = node.stringValue();
            double more = one.on(key) - other.on(key);
            boolean holds =
                    kind.equals("similar")
                            ? Math.abs(more) <= rule.path("max_diff").doubleValue()
                            : more > 0 && more >= rule.path("min_diff").path(key).asDouble(0);
            if (!holds) {
                broken.add(
                        "%s %s %s on %s by %.3f"
                                .formatted(rule.path("a"), kind, rule.path("b"), key, more));
            }
        }
        for (var least : rule.path("min_diff").properties()) {
            if (one.on(least.getKey()) - other.on(least.getKey())
                    < least.getValue().doubleValue()) {
                broken.add(
                        rule.path("a")
                                + " exceeds "
                                + rule.path("b")
                                + " too little on "
                                + least.getKey());
            }
        }
        return broken;
    }

    private Marks marks(String id) {
        return scored.computeIfAbsent(id, name -> Marks.of(Talks.golden(name)));
    }

    @Test
    void scoresAConsultationInTheMannerOfTheUpperAnchorHigh() {
        var talk = Talks.script("upper-anchor-diabetes");

        assertThat(Talks.score(talk).report().overall()).isGreaterThanOrEqualTo(80);
        assertThat(Talks.score(Talks.spoken(talk, 1, 0, 0.95)).report().overall())
                .isGreaterThanOrEqualTo(80);
    }

    @Test
    void scoresAConsultationInTheMannerOfTheLowerAnchorLow() {
        var talk = Talks.script("lower-anchor-diabetes");

        assertThat(Talks.score(talk).report().overall()).isLessThanOrEqualTo(50);
        assertThat(Talks.score(Talks.spoken(talk, 1.3, 3, 0.75)).report().overall())
                .isLessThanOrEqualTo(50);
    }
}
