package com.oetpraxis.realtime.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What the streams promise, metered. */
@Component
class StreamMetrics {

    private final MeterRegistry meters;
    private final Counter learnerTurns;
    private final Counter patientTurns;
    private final Counter framesTaken;
    private final Counter framesDropped;
    private final Counter framesRefused;
    private final Counter framesLost;
    private final Counter framesLate;
    private final Map<TurnTrace.Stage, Timer> stages = new EnumMap<>(TurnTrace.Stage.class);
    private final Timer replies;
    private final Timer stores;

    StreamMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.learnerTurns = turns("learner");
        this.patientTurns = turns("patient");
        this.framesTaken = frames("taken");
        this.framesDropped = frames("dropped");
        this.framesRefused = frames("refused");
        this.framesLost = frames("lost");
        this.framesLate = frames("late");
        for (TurnTrace.Stage stage : TurnTrace.Stage.values()) {
            stages.put(
                    stage,
                    Timer.builder("realtime.turn.stage")
                            .description("Where the time of a spoken turn goes")
                            .tag("stage", stage.name().toLowerCase(Locale.ROOT))
                            .publishPercentileHistogram()
                            .register(meters));
        }
        this.replies =
                Timer.builder("practice.stream.reply")
                        .description("From a learner's turn to the first words of the reply")
                        .publishPercentileHistogram()
                        .register(meters);
        this.stores =
                Timer.builder("practice.stream.store")
                        .description("Until session-service has stored a turn")
                        .publishPercentileHistogram()
                        .register(meters);
    }

    void turnStored(boolean learners, Duration took) {
        (learners ? learnerTurns : patientTurns).increment();
        stores.record(took);
    }

    void replied(Duration took) {
        replies.record(took);
    }

    void frameTaken(int droppedForIt) {
        framesTaken.increment();
        framesDropped.increment(droppedForIt);
    }

    /** Numbered frames that never came, and those that came too late or twice. */
    void framesLost(long lost, long late) {
        framesLost.increment((double) lost);
        framesLate.increment((double) late);
    }

    void stage(TurnTrace.Stage stage, long ms) {
        Timer timer = stages.get(stage);
        if (timer != null) {
            timer.record(Duration.ofMillis(ms));
        }
    }

    void frameRefused() {
        framesRefused.increment();
    }

    void closed(StreamClose why) {
        meters.counter("practice.stream.closed", "code", String.valueOf(why.status().getCode()))
                .increment();
    }

    void lost() {
        meters.counter("practice.stream.closed", "code", "lost").increment();
    }

    private Counter turns(String speaker) {
        return Counter.builder("practice.stream.turns").tag("speaker", speaker).register(meters);
    }

    private Counter frames(String result) {
        return Counter.builder("practice.stream.audio.frames")
                .tag("result", result)
                .register(meters);
    }
}
