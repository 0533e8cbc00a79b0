package com.oetpraxis.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.session.Api.Answer;
import com.oetpraxis.session.StubServices.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** EP-36: the checks of BR-34 in their order, the allowance, idempotency, one open session. */
class SessionStartTest extends ServiceTest {

    private static final String RELEASE = "/internal/entitlements/release";
    private static final String RESERVE = "/internal/entitlements/reserve";

    @Test
    void refusesAnAddressThatIsNotVerifiedBeforeAnythingElse() {
        standing("active", "nurse", false, false);

        assertRefused(403, "AUTH004", "");
        assertThat(STUBS.calls("content-service")).isEmpty();
        assertThat(STUBS.calls("billing-service")).isEmpty();
    }

    @Test
    void refusesWithoutConsentBeforeItLooksForTheScenario() {
        standing("active", "nurse", true, false);

        assertRefused(403, "PER001", "LEGAL_ACCEPTANCE_REQUIRED");
        assertThat(STUBS.calls("content-service")).isEmpty();
    }

    @Test
    void refusesAnAccountThatIsNotActive() {
        standing("disabled", "nurse", true, true);

        assertRefused(403, "PER001", "ACCOUNT_NOT_ACTIVE");
    }

    @Test
    void refusesAnAccountThatIsGone() {
        STUBS.answer("user-service", call -> StubServices.refused(404, "RES001", ""));

        assertRefused(403, "PER001", "ACCOUNT_NOT_ACTIVE");
    }

    @Test
    void refusesAScenarioThatDoesNotExist() {
        STUBS.answer("content-service", call -> StubServices.refused(404, "RES001", ""));

        assertRefused(404, "RES001", "");
        assertThat(STUBS.calls("billing-service")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"draft", "in_review", "archived"})
    void refusesAScenarioThatIsNotPublished(String status) {
        STUBS.answer(
                "content-service",
                call ->
                        StubServices.ok(
                                StubServices.scenario(call.segment(3), "doctor", "paid", status)));

        assertRefused(404, "RES001", "");
    }

    @Test
    void refusesAnotherProfessionBeforeItAsksBilling() {
        STUBS.answer(
                "content-service",
                call -> StubServices.ok(StubServices.scenario(call.segment(3), "doctor", "paid")));

        assertRefused(403, "PER001", "PROFESSION_MISMATCH");
        assertThat(STUBS.calls("billing-service")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAN_REQUIRED", "SUBSCRIPTION_REQUIRED"})
    void passesOnWhatBillingRefuses(String reason) {
        STUBS.answer("billing-service", call -> StubServices.refused(403, "PER001", reason));

        var answer = assertRefused(403, "PER001", reason);
        assertThat(answer.text("/error/details/upgradeUrl")).isEqualTo("https://praxis/upgrade");
        assertThat(STUBS.calls("billing-service", RELEASE)).isEmpty();
    }

    @Test
    void saysUsedUpOnlyWhereAllIsUsed() {
        STUBS.answer("billing-service", call -> StubServices.usedUp(3, 0, 3));

        assertRefused(403, "PER001", "SUBSCRIPTION_REQUIRED");
    }

    @Test
    void saysThatAnotherSessionIsBeingStartedWhereTheRestIsHeld() {
        STUBS.answer("billing-service", call -> StubServices.usedUp(0, 3, 3));

        var answer = assertRefused(409, "RES002", "OTHER_SESSION_OPEN");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(STUBS.calls("billing-service", RELEASE)).isEmpty();
    }

    /** Ten at once by a learner with three free sessions: one session, and no word of money. */
    @Test
    void startsOneOfManyAtOnceAndTellsTheOthersSo() throws Exception {
        var held = new AtomicInteger();
        STUBS.answer(
                "billing-service",
                call -> {
                    if (call.path().equals(RELEASE)) {
                        held.decrementAndGet();
                        return StubServices.ok("{}");
                    }
                    if (held.incrementAndGet() > 3) {
                        held.decrementAndGet();
                        return StubServices.usedUp(0, 3, 3);
                    }
                    return StubServices.ok(
                            "{\"key\":\"%s\",\"state\":\"held\",\"tier\":\"free\",\"remaining\":0}"
                                    .formatted(UUID.randomUUID()));
                });
        var go = new CountDownLatch(1);
        var statuses = new ArrayList<Integer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new ArrayList<Future<Integer>>();
            for (var i = 0; i < 10; i++) {
                asked.add(
                        threads.submit(() -> {
                            go.await();
                            return api().post("/v1/sessions/create", startBody()).status();
                        }));
            }
            go.countDown();
            for (var one : asked) {
                statuses.add(one.get());
            }
        }

        assertThat(statuses).containsOnly(201, 409).containsOnlyOnce(201);
        assertThat(openSessions()).isOne();
        assertThat(held).hasValue(1);
    }

    @Test
    void asksBillingForOneSessionOfThePlanTheScenarioNeeds() {
        STUBS.answer(
                "content-service",
                call -> StubServices.ok(StubServices.scenario(call.segment(3), "nurse", "paid")));

        var id = create();

        var asked = STUBS.calls("billing-service", RESERVE).getFirst();
        assertThat(asked.body())
                .isEqualTo(
                        """
                        {"key":"%s","userId":"%s","product":"oet","unit":"session",\
                        "requiredPlan":"paid"}\
                        """
                                .formatted(id, learner));
        assertThat(asked.authorization()).startsWith("Bearer ");
    }

    @ParameterizedTest
    @CsvSource({"user-service", "content-service", "billing-service"})
    void saysWhichServiceIsDown(String service) {
        STUBS.answer(service, call -> new StubServices.Reply(503, "{}"));

        var answer = api().post("/v1/sessions", startBody());

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text("/error/code")).isEqualTo("GATEWAY_001");
        assertThat(answer.text("/error/details/service")).isEqualTo(service);
        assertThat(answer.header("Retry-After")).isNotNull();
        assertThat(openSessions()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"user-service", "content-service", "billing-service"})
    void doesNotWaitForAServiceThatIsSilent(String service) {
        var end = new CountDownLatch(1);
        STUBS.silence(service, end);

        var answer = api().post("/v1/sessions", startBody());
        end.countDown();

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text("/error/details/service")).isEqualTo(service);
    }

    /** billing may have made the hold all the same, or be about to. */
    @Test
    void givesBackAHoldThatItWasNotToldOf() {
        var end = new CountDownLatch(1);
        STUBS.answer(
                "billing-service",
                call -> {
                    if (call.path().equals(RESERVE)) {
                        end.await();
                    }
                    return StubServices.ok("{}");
                });

        var answer = api().post("/v1/sessions", startBody());
        end.countDown();

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text("/error/details/service")).isEqualTo("billing-service");
        var reserved = STUBS.calls("billing-service", RESERVE).getFirst();
        assertThat(STUBS.calls("billing-service", RELEASE))
                .singleElement()
                .satisfies(call -> assertThat(key(call)).isEqualTo(key(reserved)));
    }

    @Test
    void refusesASecondOpenSessionAndGivesItsHoldBack() {
        var first = create();

        var second = api().post("/v1/sessions/create", startBody());

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.text("/error/code")).isEqualTo("RES002");
        assertThat(second.text("/error/details/sessionId")).isEqualTo(first);
        var held = STUBS.calls("billing-service", RESERVE).getLast();
        var released = STUBS.calls("billing-service", RELEASE);
        assertThat(released).hasSize(1);
        assertThat(held.body()).contains(key(released.getFirst()));
        assertThat(key(released.getFirst())).isNotEqualTo(first);
    }

    @Test
    void startsAnotherOnceTheFirstHasEnded() {
        api().delete("/v1/sessions/" + create());

        assertThat(api().post("/v1/sessions", startBody()).status()).isEqualTo(201);
    }

    @Test
    void letsOneOfTwoAtOncePass() throws Exception {
        for (var round = 0; round < 5; round++) {
            STUBS.reset();
            var user = UUID.randomUUID();
            var both = new CyclicBarrier(2);
            STUBS.answer(
                    "billing-service",
                    call -> {
                        if (call.path().equals(RESERVE)) {
                            meet(both);
                        }
                        return StubServices.ok("{\"state\":\"held\"}");
                    });
            Callable<Answer> start = () -> Api.of(port, user).post("/v1/sessions", startBody());

            var answers = together(List.of(start, start));

            assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(201, 409);
            var stored = answers.stream().filter(a -> a.status() == 201).findFirst().orElseThrow();
            var refused = answers.stream().filter(a -> a.status() == 409).findFirst().orElseThrow();
            assertThat(refused.text("/error/details/sessionId"))
                    .isEqualTo(stored.text("/sessionId"));
            assertThat(STUBS.calls("billing-service", RELEASE))
                    .singleElement()
                    .satisfies(c -> assertThat(key(c)).isNotEqualTo(stored.text("/sessionId")));
        }
    }

    @Test
    void answersARepeatWithWhatItAnsweredFirst() {
        var api = api().with("Idempotency-Key", "try-1");

        var first = api.post("/v1/sessions", startBody());
        var again = api.post("/v1/sessions", startBody());
        var other = api.post("/v1/sessions", "{\"scenarioId\":\"" + UUID.randomUUID() + "\"}");

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(other.status()).isEqualTo(422);
        assertThat(STUBS.calls("billing-service", RESERVE)).hasSize(1);
    }

    @Test
    void letsAKeyBeUsedAgainAfterARefusal() {
        var api = api().with("Idempotency-Key", "try-2");
        STUBS.answer("billing-service", call -> new StubServices.Reply(503, "{}"));
        assertThat(api.post("/v1/sessions", startBody()).status()).isEqualTo(503);
        STUBS.answer("billing-service", call -> StubServices.ok("{}"));

        assertThat(api.post("/v1/sessions", startBody()).status()).isEqualTo(201);
    }

    @Test
    void tellsNothingButTheCandidatesSide() {
        var answer = api().post("/v1/sessions", startBody());

        assertThat(answer.body().path("scenario").propertyNames())
                .containsExactlyInAnyOrder(
                        "id", "title", "duration", "instructions", "candidateCard", "persona");
        assertThat(answer.body().at("/scenario/persona").propertyNames())
                .containsExactlyInAnyOrder("age", "gender");
        assertThat(events(answer.text("/sessionId"))).containsExactly("session.created");
    }

    private Answer assertRefused(int status, String code, String reason) {
        var answer = api().post("/v1/sessions", startBody());

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text("/error/code")).isEqualTo(code);
        assertThat(answer.text("/error/details/reason")).isEqualTo(reason);
        assertThat(openSessions()).isZero();
        return answer;
    }

    private int openSessions() {
        return jdbc.sql("select count(*) from open_sessions where user_id = ?")
                .param(learner)
                .query(Integer.class)
                .single();
    }

    private static void standing(
            String status, String profession, boolean verified, boolean accepted) {
        STUBS.answer(
                "user-service",
                call ->
                        StubServices.ok(
                                """
                                {"userId":"%s","role":"user","status":"%s","profession":"%s",
                                 "emailVerified":%s,"legalAccepted":%s}
                                """
                                        .formatted(
                                                call.segment(3),
                                                status,
                                                profession,
                                                verified,
                                                accepted)));
    }

    private static String key(Call call) {
        return call.body().replaceAll(".*\"key\":\"([^\"]+)\".*", "$1");
    }

    private static void meet(CyclicBarrier barrier) throws InterruptedException {
        try {
            barrier.await();
        } catch (BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Answer> together(List<Callable<Answer>> calls)
            throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = threads.invokeAll(calls);
            return List.of(futures.get(0).get(), futures.get(1).get());
        }
    }
}
