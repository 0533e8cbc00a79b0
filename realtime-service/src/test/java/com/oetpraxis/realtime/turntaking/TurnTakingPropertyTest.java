package com.oetpraxis.realtime.turntaking;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.realtime.turntaking.Opening.Detection;
import com.oetpraxis.realtime.turntaking.TurnCommand.Acknowledge;
import com.oetpraxis.realtime.turntaking.TurnCommand.AskClosing;
import com.oetpraxis.realtime.turntaking.TurnCommand.AskReply;
import com.oetpraxis.realtime.turntaking.TurnCommand.AskSilenceLine;
import com.oetpraxis.realtime.turntaking.TurnCommand.Complete;
import com.oetpraxis.realtime.turntaking.TurnCommand.Deliver;
import com.oetpraxis.realtime.turntaking.TurnCommand.ShowState;
import com.oetpraxis.realtime.turntaking.TurnCommand.ShowTimer;
import com.oetpraxis.realtime.turntaking.TurnCommand.StoreTurn;
import com.oetpraxis.realtime.turntaking.TurnEvent.LearnerText;
import com.oetpraxis.realtime.turntaking.TurnEvent.PatientReply;
import com.oetpraxis.realtime.turntaking.TurnEvent.TurnStored;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds for every conversation, however badly everybody behaves. */
class TurnTakingPropertyTest {

    private record Step(long time, TurnEvent event, List<TurnCommand> commands) {}

    /** A conversation in which learner, patient and store do as chance has it. */
    private static List<Step> chaos(long seed, int length) {
        var random = new Random(seed);
        var opening =
                new Opening(
                        Duration.ofSeconds(60 + random.nextInt(240)),
                        Duration.ZERO,
                        random.nextInt(5) == 0,
                        1,
                        0,
                        0,
                        null,
                        null,
                        random.nextBoolean() ? Detection.AUTO : Detection.MANUAL);
        var talk = new TurnTaking(TurnSettings.STANDARD, opening);
        var steps = new ArrayList<Step>();
        var due = new ArrayList<TurnEvent>();
        long now = random.nextInt(1_000_000);
        take(steps, talk, now, new TurnEvent.Started(), due, random);
        take(
                steps,
                talk,
                now,
                new TurnEvent.PatientReady(
                        random.nextBoolean(), random.nextBoolean(), random.nextBoolean()),
                due,
                random);
        while (steps.size() < length) {
            now +=
                    switch (random.nextInt(4)) {
                        case 0 -> 0;
                        case 1 -> random.nextInt(50);
                        case 2 -> random.nextInt(1_000);
                        default -> random.nextInt(12_000);
                    };
            TurnEvent event;
            if (talk.wakeAt() <= now || random.nextInt(6) == 0) {
                event = new TurnEvent.Tick();
            } else if (!due.isEmpty() && random.nextInt(3) > 0) {
                event = due.remove(random.nextInt(due.size()));
            } else {
                event = learner(random);
            }
            take(steps, talk, now, event, due, random);
        }
        return steps;
    }

    private static void take(
            List<Step> steps,
            TurnTaking talk,
            long now,
            TurnEvent event,
            List<TurnEvent> due,
            Random random) {
        var commands = talk.accept(now, event);
        steps.add(new Step(now, event, commands));
        for (TurnCommand command : commands) {
            switch (command) {
                case StoreTurn store -> due.add(new TurnStored(store.turn()));
                case AskReply ask -> answer(due, random, ask.turn() + 1);
                case AskSilenceLine ask -> answer(due, random, ask.turn());
                case AskClosing ask -> answer(due, random, ask.turn());
                case Complete _ -> due.add(new TurnEvent.Completed());
                default -> {}
            }
        }
    }

    private static void answer(List<TurnEvent> due, Random random, int turn) {
        int answers = random.nextInt(8) == 0 ? 2 : 1; // a patient may say it twice
        for (int i = 0; i < answers; i++) {
            due.add(
                    switch (random.nextInt(10)) {
                        case 0 -> new TurnEvent.ReplyFailed(turn);
                        case 1 -> new PatientReply(turn, "Bye.", false, true);
                        case 2 -> new PatientReply(turn + 2, "Wrong.", false, false);
                        default ->
                                new PatientReply(
                                        turn, "It hurts here. And there, too.", false, false);
                    });
            if (random.nextInt(3) > 0) {
                due.add(new TurnEvent.SentenceReady(turn, 0, "It hurts here.", 900, false));
            }
            if (random.nextInt(3) > 0) {
                due.add(new TurnEvent.SentenceReady(turn, 1, "And there, too.", 700, true));
            }
        }
    }

    private static TurnEvent learner(Random random) {
        return switch (random.nextInt(22)) {
            case 0, 1, 2, 3 -> new LearnerText("Where does it hurt?", List.of());
            case 4, 5 -> new TurnEvent.Speech(random.nextInt(800));
            case 6 -> new TurnEvent.SpeechStopped(random.nextInt(200));
            case 7 -> new TurnEvent.InterimText("and then, um", random.nextBoolean(), false);
            case 14 -> new TurnEvent.InterimText("Wait, what was that?", true, false);
            case 15 -> new TurnEvent.InterimText("", random.nextBoolean(), random.nextBoolean());
            case 16 -> new TurnEvent.PauseSounds(random.nextDouble());
            case 17 -> new TurnEvent.Listened();
            case 18 -> new TurnEvent.RecogniserBusy();
            case 19 ->
                    new TurnEvent.Played(
                            random.nextInt(6), random.nextInt(30), random.nextInt(100));
            case 20 -> new TurnEvent.SentenceFailed(random.nextInt(6), random.nextInt(3));
            case 8 -> new TurnEvent.EndOfTurn(random.nextBoolean());
            case 9 -> new TurnEvent.Interrupt();
            case 10 -> new TurnEvent.Pause("user");
            case 11, 12 -> new TurnEvent.Resume();
            default ->
                    random.nextInt(12) == 0
                            ? new TurnEvent.Stop(random.nextInt(3) == 0)
                            : new TurnEvent.Recognised("I see.", 0.8, List.of());
        };
    }

    private static <T extends TurnCommand> List<T> all(List<Step> steps, Class<T> type) {
        return steps.stream()
                .flatMap(step -> step.commands().stream())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    @Property(tries = 400)
    void turnsAreNumberedWithoutGaps(
            @ForAll long seed, @ForAll @IntRange(min = 5, max = 300) int length) {
        var turns = all(chaos(seed, length), StoreTurn.class);

        for (int i = 0; i < turns.size(); i++) {
            assertThat(turns.get(i).turn()).isEqualTo(i + 1);
            assertThat(turns.get(i).endedMs()).isGreaterThanOrEqualTo(turns.get(i).startedMs());
            if (i > 0) {
                assertThat(turns.get(i).startedMs())
                        .isGreaterThanOrEqualTo(turns.get(i - 1).startedMs());
            }
        }
    }

    @Property(tries = 400)
    void nothingIsSaidOfATurnThatIsNotStored(
            @ForAll long seed, @ForAll @IntRange(min = 5, max = 300) int length) {
        Set<Integer> stored = new HashSet<>();
        for (Step step : chaos(seed, length)) {
            if (step.event() instanceof TurnStored turn) {
                stored.add(turn.turn());
            }
            for (TurnCommand command : step.commands()) {
                switch (command) {
                    case Acknowledge turn -> assertThat(stored).contains(turn.turn());
                    case Deliver turn -> assertThat(stored).contains(turn.turn());
                    case AskReply turn -> assertThat(stored).contains(turn.turn());
                    default -> {}
                }
            }
        }
    }

    @Property(tries = 400)
    void noReplyIsGivenTwice(@ForAll long seed, @ForAll @IntRange(min = 5, max = 300) int length) {
        var wholes =
                all(chaos(seed, length), Deliver.class).stream().filter(Deliver::last).toList();

        assertThat(wholes).extracting(Deliver::turn).doesNotHaveDuplicates();
    }

    @Property(tries = 400)
    void thePatientNeverPromptsAThirdTimeInARow(
            @ForAll long seed, @ForAll @IntRange(min = 5, max = 300) int length) {
        int inARow = 0;
        for (var turn : all(chaos(seed, length), StoreTurn.class)) {
            inARow = turn.prompted() ? inARow + 1 : 0;
            assertThat(inARow).isLessThanOrEqualTo(2);
        }
    }

    @Property(tries = 400)
    void theSessionIsCompletedOnceAndThenSilent(
            @ForAll long seed, @ForAll @IntRange(min = 5, max = 400) int length) {
        var steps = chaos(seed, length);

        assertThat(all(steps, Complete.class)).hasSizeLessThanOrEqualTo(1);
        boolean ended = false;
        for (Step step : steps) {
            if (ended) {
                assertThat(step.commands()).isEmpty();
            }
            ended |= step.commands().contains(new ShowState(Phase.ENDED));
        }
    }

    @Property(tries = 400)
    void soundIsSentInOrderAndOnlyOfTheLineOnItsWay(
            @ForAll long seed, @ForAll @IntRange(min = 5, max = 300) int length) {
        int turn = 0;
        int sequence = -1;
        int over = 0;
        for (Step step : chaos(seed, length)) {
            for (TurnCommand command : step.commands()) {
                switch (command) {
                    case TurnCommand.Speak piece -> {
                        assertThat(piece.turn()).isGreaterThanOrEqualTo(turn).isGreaterThan(over);
                        sequence = piece.turn() == turn ? sequence : -1;
                        turn = piece.turn();
                        assertThat(piece.sequence()).isEqualTo(++sequence);
                        assertThat(piece.toMs()).isGreaterThan(piece.fromMs());
                    }
                    case TurnCommand.RecordHeard heard -> over = heard.turn();
                    default -> {}
                }
            }
        }
    }

    @Property(tries = 400)
    void whatWasHeardIsTheBeginningOfWhatWasPlanned(
            @ForAll long seed, @ForAll @IntRange(min = 5, max = 300) int length) {
        var planned = new java.util.HashMap<Integer, String>();
        for (Step step : chaos(seed, length)) {
            for (TurnCommand command : step.commands()) {
                switch (command) {
                    case StoreTurn store -> planned.put(store.turn(), store.text());
                    case TurnCommand.RecordHeard heard ->
                            assertThat(planned.get(heard.turn())).startsWith(heard.heardText());
                    default -> {}
                }
            }
        }
    }

    @Property(tries = 200)
    void timeAloneEndsEverySession(@ForAll long seed) {
        var random = new Random(seed);
        var talk = Talk.fresh();
        talk.does(
                new TurnEvent.PatientReady(
                        random.nextBoolean(), random.nextBoolean(), random.nextBoolean()));
        if (random.nextBoolean()) {
            talk.types("Hello");
            talk.does(new TurnStored(1));
        }

        var commands = talk.passes(Duration.ofSeconds(331)); // nobody ever answers

        assertThat(commands).hasAtLeastOneElementOfType(Complete.class);
    }

    @Property(tries = 200)
    void theCountdownNeverRisesWithoutAPause(@ForAll long seed) {
        int before = Integer.MAX_VALUE;
        for (ShowTimer timer : all(chaos(seed, 200), ShowTimer.class)) {
            assertThat(timer.remainingSeconds()).isLessThanOrEqualTo(before);
            before = timer.remainingSeconds();
        }
    }

    @Property(tries = 300)
    void aTickThatIsDueMovesItOn(@ForAll long seed) {
        var random = new Random(seed);
        var talk = Talk.spoken(Detection.AUTO);
        for (int i = 0; i < 100; i++) {
            talk.now += random.nextInt(3_000);
            talk.does(learner(random));
            int ticks = 0;
            while (talk.turnTaking.wakeAt() <= talk.now) {
                talk.does(new TurnEvent.Tick());
                assertThat(++ticks).isLessThan(20);
            }
        }
    }

    @Property(tries = 200)
    void theSameSequenceGivesTheSameCommands(
            @ForAll long seed, @ForAll @IntRange(min = 5, max = 300) int length) {
        assertThat(chaos(seed, length)).isEqualTo(chaos(seed, length));
    }
}
