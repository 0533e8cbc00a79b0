package com.oetpraxis.billing.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.billing.BillingIntegrationTest;
import com.oetpraxis.billing.entitlement.Reservation.State;
import com.oetpraxis.billing.plan.Tier;
import com.oetpraxis.shared.web.ProblemException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Whatever is done in whatever order, an account never has more than its three free sessions. */
@BillingIntegrationTest
class AllowancePropertyTest {

    private static final int LIMIT = 3;

    @Autowired EntitlementService entitlements;
    @Autowired TransactionTemplate transaction;
    @Autowired JdbcClient jdbc;

    private enum Step {
        RESERVE,
        CAPTURE,
        RELEASE
    }

    /** Rolls back what was done; stands for a crash before the commit. */
    private static final class Aborted extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static List<Long> seeds() {
        return new Random(20261121).longs(40).boxed().toList();
    }

    /** One step after the other, some of them aborted, beside a model that does the same. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void agreesWithItsModelStepByStep(long seed) {
        var random = new Random(seed);
        var learner = UUID.randomUUID();
        var keys = keys(6);
        var model = new HashMap<UUID, State>();
        var closed = new HashSet<UUID>();

        for (var i = 0; i < 60; i++) {
            var step = Step.values()[random.nextInt(3)];
            var key = keys.get(random.nextInt(keys.size()));
            var abort = random.nextInt(5) == 0;
            var before = Map.copyOf(model);
            var wasClosed = closed.contains(key);
            var expected = expect(model, closed, step, key);
            String answer;
            try {
                answer =
                        transaction.execute(status -> {
                            var done = perform(step, learner, key);
                            if (abort) {
                                throw new Aborted();
                            }
                            return done;
                        });
            } catch (Aborted e) {
                answer = expected;
            } catch (ProblemException e) {
                answer = e.type().name();
            }
            if (abort) {
                model.clear();
                model.putAll(before);
                if (!wasClosed) {
                    closed.remove(key);
                }
            }

            assertThat(answer).as("step %d: %s", i, step).isEqualTo(expected);
            assertThat(stored(learner)).as("after step %d: %s", i, step).isEqualTo(model);
            assertInvariant(learner);
        }
    }

    /** Several threads at once, some of their transactions aborted. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void holdsWhenManyActAtOnce(long seed) throws Exception {
        var random = new Random(seed);
        var learner = UUID.randomUUID();
        var keys = keys(5);
        var works = new ArrayList<Callable<Void>>();
        for (var worker = 0; worker < 4; worker++) {
            var own = new Random(random.nextLong());
            works.add(() -> {
                for (var i = 0; i < 15; i++) {
                    act(own, learner, keys);
                }
                return null;
            });
        }

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var result : threads.invokeAll(works)) {
                result.get();
            }
        }

        assertInvariant(learner);
        var left =
                LIMIT
                        - (int)
                                stored(learner).values().stream()
                                        .filter(s -> s != State.RELEASED)
                                        .count();
        assertThat(entitlements.show(learner, "oet").remaining()).isEqualTo(left);
    }

    @Test
    void givesOutExactlyThreeToTwentyAtOnce() throws Exception {
        var learner = UUID.randomUUID();
        Callable<String> reserve = () -> answer(Step.RESERVE, learner, UUID.randomUUID());

        List<String> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var result : threads.invokeAll(java.util.Collections.nCopies(20, reserve))) {
                answers.add(result.get());
            }
        }

        assertThat(answers).filteredOn("HELD"::equals).hasSize(LIMIT);
        assertThat(answers).filteredOn("SUBSCRIPTION_REQUIRED"::equals).hasSize(20 - LIMIT);
    }

    private void act(Random random, UUID learner, List<UUID> keys) {
        var step = Step.values()[random.nextInt(3)];
        var key = keys.get(random.nextInt(keys.size()));
        var abort = random.nextInt(4) == 0;
        try {
            transaction.executeWithoutResult(status -> {
                perform(step, learner, key);
                if (abort) {
                    throw new Aborted();
                }
            });
        } catch (Aborted | ProblemException e) {
            assertThat(e).isNotNull(); // both leave no trace, which is what is looked at
        }
    }

    private String answer(Step step, UUID learner, UUID key) {
        try {
            return perform(step, learner, key);
        } catch (ProblemException e) {
            return e.type().name();
        }
    }

    private String perform(Step step, UUID learner, UUID key) {
        return switch (step) {
            case RESERVE ->
                    entitlements
                            .reserve(
                                    new EntitlementService.Request(
                                            key, learner, "oet", "session", Tier.FREE))
                            .state()
                            .name();
            case CAPTURE -> entitlements.capture(key).name();
            case RELEASE -> entitlements.release(key).name();
        };
    }

    private static String expect(Map<UUID, State> model, Set<UUID> closed, Step step, UUID key) {
        var state = model.get(key);
        if (state == null) {
            return switch (step) {
                case CAPTURE -> "NOT_FOUND";
                case RELEASE -> {
                    closed.add(key);
                    yield "RELEASED";
                }
                case RESERVE -> {
                    if (closed.contains(key)) {
                        yield "CONFLICT";
                    }
                    if (model.values().stream().filter(s -> s != State.RELEASED).count() >= LIMIT) {
                        yield "SUBSCRIPTION_REQUIRED";
                    }
                    model.put(key, State.HELD);
                    yield "HELD";
                }
            };
        }
        if (state == State.HELD && step != Step.RESERVE) {
            model.put(key, step == Step.CAPTURE ? State.CAPTURED : State.RELEASED);
        }
        return String.valueOf(model.get(key));
    }

    private Map<UUID, State> stored(UUID learner) {
        var states = new HashMap<UUID, State>();
        jdbc.sql("select key, state from reservations where user_id = ?")
                .param(learner)
                .query(rs -> {
                    states.put(rs.getObject("key", UUID.class), State.of(rs.getString("state")));
                });
        return states;
    }

    private void assertInvariant(UUID learner) {
        var states = stored(learner).values();
        var captured = states.stream().filter(s -> s == State.CAPTURED).count();
        var held = states.stream().filter(s -> s == State.HELD).count();
        var used =
                jdbc.sql("select coalesce(sum(used), 0) from usage_counters where user_id = ?")
                        .param(learner)
                        .query(Long.class)
                        .single();
        assertThat(captured + held).isLessThanOrEqualTo(LIMIT);
        assertThat(used).isEqualTo(captured);
    }

    private static List<UUID> keys(int count) {
        var keys = new ArrayList<UUID>();
        for (var i = 0; i < count; i++) {
            keys.add(UUID.randomUUID());
        }
        return keys;
    }
}
