package com.oetpraxis.session.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.oetpraxis.session.Scores;
import com.oetpraxis.session.ServiceTest;
import com.oetpraxis.session.StubServices;
import com.oetpraxis.session.admission.Admission;
import com.oetpraxis.session.practice.PracticeSessionService;
import com.oetpraxis.session.transcript.AssessmentThresholds;
import com.oetpraxis.session.transcript.SessionTurns;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Failures that nobody has thought of: the report still ends. */
class ReportFailureTest extends ServiceTest {

    @Autowired private ReportMaker maker;
    @Autowired private FeedbackService feedback;
    @Autowired private PracticeSessionService sessions;
    @Autowired private SessionTurns turns;
    @Autowired private Admission admission;
    @Autowired private AssessmentThresholds thresholds;
    @Autowired private Clock clock;
    @Autowired private MeterRegistry meters;

    /** A number that no integer holds, and a character that PostgreSQL does not store. */
    @ParameterizedTest
    @CsvSource({"'\"turn\":3,', '\"turn\":99999999999,'", "A warm start., A warm \\u0000 start."})
    void endAsUnavailableLikeAnyOther(String usual, String odd) {
        var answer = Scores.typical().replace(usual, odd);
        assertThat(answer).isNotEqualTo(Scores.typical());
        STUBS.answer("ai-service", call -> StubServices.ok(answer));
        var id = completed();

        for (var attempt = 1; attempt <= 3; attempt++) {
            makeDue();
            maker.make(feedback.take().orElseThrow());
        }

        assertThat(status(id)).isEqualTo("unavailable");
        assertThat(events(id)).endsWith("feedback.failed");
    }

    @Test
    void doNotEndTheWorkerThatMetThem() {
        var calls = new AtomicInteger();
        ScoringClient scorer =
                request -> {
                    if (calls.getAndIncrement() == 0) {
                        throw new StackOverflowError();
                    }
                    return Scores.typical().getBytes(StandardCharsets.UTF_8);
                };
        var id = completed();
        var workers =
                new ReportWorkers(
                        new ReportMaker(
                                feedback,
                                sessions,
                                turns,
                                scorer,
                                admission,
                                thresholds,
                                clock,
                                meters),
                        new FeedbackProperties(
                                1,
                                Duration.ofMillis(50),
                                3,
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(15),
                                20,
                                Duration.ofSeconds(30)));

        workers.start();
        try {
            await().atMost(Duration.ofSeconds(30)).until(() -> status(id).equals("ready"));
        } finally {
            workers.stop();
        }
        assertThat(calls).hasValue(2);
    }

    private String completed() {
        var id = talk();
        assertThat(api().post("/v1/sessions/" + id + "/complete").status()).isEqualTo(200);
        return id;
    }

    private String status(String id) {
        return api().get("/v1/sessions/" + id + "/feedback").text("/status");
    }

    private void makeDue() {
        jdbc.sql(
                        """
                        update feedback_reports set next_attempt_at = next_attempt_at - interval '1 hour'
                        where next_attempt_at is not null
                        """)
                .update();
    }
}
