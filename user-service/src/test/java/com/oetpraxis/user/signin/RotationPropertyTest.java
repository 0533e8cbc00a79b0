package com.oetpraxis.user.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.shared.id.Ids;
import com.oetpraxis.user.MovableClock;
import com.oetpraxis.user.secret.OpaqueToken;
import com.oetpraxis.user.secret.TestCipher;
import com.oetpraxis.user.signin.Rotation.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever order tokens of a sign-in are handed in, and whatever time passes in between. */
class RotationPropertyTest {

    /**
     * Hands in one of the tokens seen so far, counted from the newest, after some time.
     *
     * @param seconds that pass before
     */
    record Step(int back, int seconds) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        var back =
                Arbitraries.frequencyOf(
                        Tuple.of(6, Arbitraries.just(0)),
                        Tuple.of(3, Arbitraries.just(1)),
                        Tuple.of(2, Arbitraries.integers().between(2, 5)));
        var seconds =
                Arbitraries.frequencyOf(
                        Tuple.of(5, Arbitraries.integers().between(0, 12)),
                        Tuple.of(2, Arbitraries.integers().between(0, 900)),
                        Tuple.of(1, Arbitraries.integers().between(0, 8 * 24 * 3600)));
        return Combinators.combine(back, seconds).as(Step::new).list().ofMaxSize(40);
    }

    @Property(tries = 500)
    void aFamilyNeverForksAndReuseEndsIt(@ForAll("steps") List<Step> steps) {
        var clock = new MovableClock();
        var tokens = new StoredTokens();
        var rotation = new Rotation(tokens, TestCipher.create(), new Ids(clock), clock);
        var family = UUID.randomUUID();
        var seen = new ArrayList<OpaqueToken>();
        var spent = new HashMap<OpaqueToken, Instant>();
        var successors = new HashMap<OpaqueToken, OpaqueToken>();
        seen.add(rotation.start(UUID.randomUUID(), family));
        var ended = false;

        for (var step : steps) {
            clock.pass(Duration.ofSeconds(step.seconds()));
            var before = clock.instant();
            var token = seen.get(Math.max(0, seen.size() - 1 - step.back()));
            var outcome = rotation.rotate(token);

            switch (outcome) {
                case Outcome.Rotated rotated -> {
                    assertThat(ended).as("an ended sign-in stays ended").isFalse();
                    assertThat(rotated.familyId()).isEqualTo(family);
                    var first = successors.putIfAbsent(token, rotated.successor());
                    if (first == null) {
                        spent.put(token, before);
                        seen.add(rotated.successor());
                    } else {
                        assertThat(rotated.successor()).isEqualTo(first);
                        assertThat(first).as("a repeat names the newest").isEqualTo(seen.getLast());
                        assertThat(wasSpentWithin(spent, token, before)).isTrue();
                    }
                }
                case Outcome.Reused reused -> {
                    assertThat(reused.familyId()).isEqualTo(family);
                    assertThat(spent).containsKey(token);
                    ended = true;
                }
                case Outcome.Expired() -> assertThat(spent).doesNotContainKey(token);
                case Outcome.Unknown() -> assertThat(ended).isTrue();
            }
            assertThat(tokens.live()).isEqualTo(ended ? 0 : 1);
        }
    }

    @Property(tries = 50)
    void aTokenOfNobodyIsUnknown(@ForAll String text) {
        var clock = new MovableClock();
        var rotation = new Rotation(new StoredTokens(), TestCipher.create(), new Ids(clock), clock);

        assertThat(rotation.rotate(new OpaqueToken(text))).isEqualTo(new Outcome.Unknown());
    }

    private static boolean wasSpentWithin(
            Map<OpaqueToken, Instant> spent, OpaqueToken token, Instant now) {
        var at = spent.get(token);
        // the clock of the machine runs on between the two readings
        return at != null && !now.isAfter(at.plus(Rotation.GRACE).plusSeconds(1));
    }
}
