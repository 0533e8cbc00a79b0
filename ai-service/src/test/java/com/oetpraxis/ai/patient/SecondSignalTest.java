package com.oetpraxis.ai.patient;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.ai.card.Card;
import com.oetpraxis.ai.card.Cards;
import com.oetpraxis.ai.meaning.SentenceVectors;
import com.oetpraxis.ai.speech.SpeechException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What nearness in meaning adds to the patterns, with a stand-in for the model. */
class SecondSignalTest {

    private static final Card COUGH = Cards.read("med-01-cough");
    private static final String PUZZLE = "Tell us of the little white sticks";

    /** All sentences are alike but those about smoking, which are alike among themselves. */
    private static final SentenceVectors SMOKING =
            text ->
                    text.contains("moke") || text.contains("sticks")
                            ? new float[] {1, 0}
                            : new float[] {0, 1};

    private final PatientEngine engine = engine(() -> Optional.of(SMOKING));

    @Test
    void understandsWhatNoPatternKnows() {
        var learner = PlayedTurn.learner(1, PUZZLE + "?");

        var reply = engine.open(COUGH, List.of()).hear(learner);

        assertThat(hits(PatientEngine.load().open(COUGH, List.of()).hear(learner))).isEmpty();
        assertThat(reply.text()).contains("smoke thirty a day");
        assertThat(hits(reply))
                .singleElement()
                .extracting(Hit::intent, Hit::by)
                .containsExactly("smoking", Hit.By.VECTOR);
    }

    @Test
    void playsAgainFromWhatWasStoredWithoutTheModel() {
        var live = engine.open(COUGH, List.of());
        var learner = PlayedTurn.learner(1, PUZZLE + "?");
        var reply = live.hear(learner);
        var said = PlayedTurn.patient(2, reply.text(), false);
        live.follow(said);
        var stored = learner.understood(reply.matched());

        var again = PatientEngine.load().replay(COUGH, List.of(stored, said));

        assertThat(again).isEqualTo(live.state());
        assertThat(again.asked()).containsExactly("smoking");
    }

    @Test
    void asksNoModelWhenATalkIsPlayedAgain() {
        engine.likeness(COUGH);

        var record = engine.replay(COUGH, List.of(PlayedTurn.learner(1, PUZZLE + "?")));

        assertThat(record.asked()).isEmpty();
    }

    @Test
    void understandsByPatternsAsLongAsThereIsNoModel() {
        var model = new AtomicReference<Optional<SentenceVectors>>(Optional.empty());
        var waiting = engine(model::get);
        var learner = PlayedTurn.learner(1, "Do you smoke?");

        assertThat(hits(waiting.open(COUGH, List.of()).hear(learner)))
                .extracting(Hit::by)
                .containsOnly(Hit.By.PATTERN);

        model.set(Optional.of(SMOKING));
        assertThat(waiting.likeness(COUGH)).isPresent();
    }

    @Test
    void waitsWithTheFirstTurnUntilTheExamplesAreRead() {
        var begin = new CountDownLatch(1);
        var reading =
                PatientEngine.load(
                        () -> Optional.of(SMOKING),
                        task ->
                                Thread.ofVirtual()
                                        .start(() -> {
                                            try {
                                                begin.await();
                                            } catch (InterruptedException e) {
                                                Thread.currentThread().interrupt();
                                            }
                                            task.run();
                                        }));
        var conversation = reading.open(COUGH, List.of());
        Thread.ofVirtual().start(begin::countDown);

        var reply = conversation.hear(PlayedTurn.learner(1, PUZZLE + "?"));

        assertThat(reply.text()).contains("smoke thirty a day");
    }

    @Test
    void understandsByPatternsWhereTheModelFails() {
        var failing = new AtomicReference<Boolean>(false);
        var breaking =
                engine(() ->
                        Optional.of(text -> {
                            if (failing.get()) {
                                throw new SpeechException("The model failed");
                            }
                            return SMOKING.of(text);
                        }));
        breaking.likeness(COUGH);
        failing.set(true);

        var reply = breaking.open(COUGH, List.of()).hear(PlayedTurn.learner(1, "Do you smoke?"));

        assertThat(reply.text()).contains("smoke thirty a day");
    }

    @Test
    void endsNoTalkOnADistantLikeness() {
        var nearLeave =
                engine(() ->
                        Optional.of(text ->
                                text.startsWith("Bye") || text.startsWith("Goodbye")
                                        ? new float[] {1, 0}
                                        : new float[] {0.6f, 0.8f}));
        var conversation = nearLeave.open(COUGH, List.of());
        for (int turn = 1; turn < 20; turn += 2) {
            conversation.hear(PlayedTurn.learner(turn, "Tralala lala la"));
        }

        assertThat(conversation.isClosed()).isFalse();
    }

    /** A comparison takes milliseconds, and a typed turn may hold hundreds of questions. */
    @Test
    void comparesSoMuchOfATurnOnly() {
        var asked = new AtomicInteger();
        var counting =
                engine(() ->
                        Optional.of(text -> {
                            asked.incrementAndGet();
                            return SMOKING.of(text);
                        }));
        counting.likeness(COUGH);
        asked.set(0);
        var turn =
                IntStream.range(0, 500)
                        .mapToObj(i -> "Why x" + i + "? ")
                        .collect(Collectors.joining());

        counting.open(COUGH, List.of()).hear(PlayedTurn.learner(1, turn));

        assertThat(asked.get()).isBetween(1, 64);
    }

    /** An explanation comes near to much that it does not say; the patient repeats what it does. */
    @Test
    void remembersTheBestAdviceOfAClauseAndWhatIsPlain() {
        var hits =
                List.of(
                        new Hit(0, Hit.Kind.TELL, "best", Hit.By.VECTOR, 0.5),
                        new Hit(0, Hit.Kind.TELL, "near", Hit.By.VECTOR, 0.6),
                        new Hit(0, Hit.Kind.TELL, "plain", Hit.By.VECTOR, 0.66),
                        new Hit(0, Hit.Kind.TELL, "known", Hit.By.PATTERN, 0.4),
                        new Hit(1, Hit.Kind.ASK, "question", Hit.By.PATTERN, 0.9),
                        new Hit(1, Hit.Kind.ASK, "second", Hit.By.PATTERN, 0.8),
                        new Hit(1, Hit.Kind.TELL, "later", Hit.By.VECTOR, 0.5));

        var matched = new Matched(1, false, hits);

        assertThat(matched.told())
                .extracting(Hit::intent)
                .containsExactly("best", "plain", "known", "later");
        assertThat(matched.asked().map(Hit::intent)).contains("question");
        assertThat(new Matched(1, false, List.of()).asked()).isEmpty();
    }

    /** Goes on by patterns until the examples have been read, which here waits to be done. */
    @Test
    void understandsByPatternsWhileTheExamplesAreBeingRead() {
        var waiting = new ArrayDeque<Runnable>();
        var early = PatientEngine.load(() -> Optional.of(SMOKING), waiting::add);
        var puzzle = PlayedTurn.learner(1, PUZZLE + "?");

        assertThat(hits(early.open(COUGH, List.of()).hear(puzzle))).isEmpty();

        waiting.remove().run();
        assertThat(hits(early.open(COUGH, List.of()).hear(puzzle))).isNotEmpty();
        assertThat(waiting).isEmpty();
    }

    /** Reads a card's examples before the first turn is heard. */
    private static PatientEngine engine(Supplier<Optional<SentenceVectors>> vectors) {
        return PatientEngine.load(vectors, Runnable::run);
    }

    private static List<Hit> hits(PatientReply reply) {
        return Objects.requireNonNull(reply.matched()).hits();
    }
}
