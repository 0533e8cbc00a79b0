package com.oetpraxis.realtime.turntaking;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.realtime.turntaking.Opening.Detection;
import com.oetpraxis.realtime.turntaking.Opening.Unanswered;
import com.oetpraxis.realtime.turntaking.Opening.Unfinished;
import com.oetpraxis.realtime.turntaking.TurnCommand.Acknowledge;
import com.oetpraxis.realtime.turntaking.TurnCommand.AskClosing;
import com.oetpraxis.realtime.turntaking.TurnCommand.AskReply;
import com.oetpraxis.realtime.turntaking.TurnCommand.AskSilenceLine;
import com.oetpraxis.realtime.turntaking.TurnCommand.CancelReply;
import com.oetpraxis.realtime.turntaking.TurnCommand.Complete;
import com.oetpraxis.realtime.turntaking.TurnCommand.CompletionReason;
import com.oetpraxis.realtime.turntaking.TurnCommand.Deliver;
import com.oetpraxis.realtime.turntaking.TurnCommand.FinishUtterance;
import com.oetpraxis.realtime.turntaking.TurnCommand.Guide;
import com.oetpraxis.realtime.turntaking.TurnCommand.Issue;
import com.oetpraxis.realtime.turntaking.TurnCommand.PauseSession;
import com.oetpraxis.realtime.turntaking.TurnCommand.RecordHeard;
import com.oetpraxis.realtime.turntaking.TurnCommand.Refusal;
import com.oetpraxis.realtime.turntaking.TurnCommand.Refuse;
import com.oetpraxis.realtime.turntaking.TurnCommand.ResumeSession;
import com.oetpraxis.realtime.turntaking.TurnCommand.ShowHint;
import com.oetpraxis.realtime.turntaking.TurnCommand.ShowInterrupted;
import com.oetpraxis.realtime.turntaking.TurnCommand.ShowState;
import com.oetpraxis.realtime.turntaking.TurnCommand.ShowTimer;
import com.oetpraxis.realtime.turntaking.TurnCommand.Source;
import com.oetpraxis.realtime.turntaking.TurnCommand.Speaker;
import com.oetpraxis.realtime.turntaking.TurnCommand.StoreTurn;
import com.oetpraxis.realtime.turntaking.TurnCommand.TellHeard;
import com.oetpraxis.realtime.turntaking.TurnCommand.TimerLevel;
import com.oetpraxis.realtime.turntaking.TurnEvent.EndOfTurn;
import com.oetpraxis.realtime.turntaking.TurnEvent.InterimText;
import com.oetpraxis.realtime.turntaking.TurnEvent.Interrupt;
import com.oetpraxis.realtime.turntaking.TurnEvent.PatientReply;
import com.oetpraxis.realtime.turntaking.TurnEvent.Pause;
import com.oetpraxis.realtime.turntaking.TurnEvent.Recognised;
import com.oetpraxis.realtime.turntaking.TurnEvent.Resume;
import com.oetpraxis.realtime.turntaking.TurnEvent.Speech;
import com.oetpraxis.realtime.turntaking.TurnEvent.SpeechStopped;
import com.oetpraxis.realtime.turntaking.TurnEvent.Started;
import com.oetpraxis.realtime.turntaking.TurnEvent.Stop;
import com.oetpraxis.realtime.turntaking.TurnEvent.Tick;
import com.oetpraxis.realtime.turntaking.TurnEvent.TurnStored;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TurnTakingTest {

    private static final String REPLY = "It started on Monday. It hurts when I cough.";

    private static <T> List<T> only(List<TurnCommand> commands, Class<T> type) {
        return commands.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    @Nested
    class TypedTurns {

        @Test
        void opensByListening() {
            var talk = new Talk(Talk.FRESH);

            var commands = talk.does(new Started());

            assertThat(commands)
                    .containsExactly(
                            new ShowState(Phase.LISTENING), new ShowTimer(300, TimerLevel.NORMAL));
        }

        @Test
        void storesTheLearnersTurnBeforeItIsAcknowledged() {
            var talk = Talk.fresh();
            talk.passes(seconds(3));

            var commands = talk.types("Good morning.");

            assertThat(commands)
                    .containsExactly(
                            new ShowState(Phase.PROCESSING),
                            new StoreTurn(
                                    1,
                                    Speaker.LEARNER,
                                    "Good morning.",
                                    null,
                                    false,
                                    Source.TYPED,
                                    3000,
                                    3000,
                                    null,
                                    List.of(),
                                    0));
        }

        @Test
        void acknowledgesAStoredTurnAndAsksForTheReply() {
            var talk = Talk.fresh();
            talk.types("Good morning.");

            var commands = talk.does(new TurnStored(1));

            assertThat(commands)
                    .containsExactly(
                            new Acknowledge(1, "Good morning.", null),
                            new AskReply(1, "Good morning.", false, 0));
        }

        @Test
        void storesTheReplyBeforeItsFirstWord() {
            var talk = Talk.fresh();
            talk.types("Good morning.");
            talk.does(new TurnStored(1));

            var commands = talk.replies(2, REPLY);

            assertThat(commands)
                    .containsExactly(
                            new ShowState(Phase.SPEAKING),
                            new StoreTurn(
                                    2,
                                    Speaker.PATIENT,
                                    REPLY,
                                    REPLY,
                                    false,
                                    Source.TYPED,
                                    0,
                                    0,
                                    null,
                                    List.of(),
                                    2));
        }

        @Test
        void deliversAStoredReplyAtOnceAndListensAgain() {
            var talk = Talk.fresh();
            talk.types("Good morning.");
            talk.does(new TurnStored(1));
            talk.replies(2, REPLY);

            var commands = talk.does(new TurnStored(2));

            assertThat(commands)
                    .containsExactly(
                            new Deliver(2, "It started on Monday. ", false, false),
                            new Deliver(2, "It hurts when I cough.", false, false),
                            new Deliver(2, REPLY, true, false),
                            new TellHeard(2, REPLY),
                            new ShowState(Phase.LISTENING));
        }

        @Test
        void takesAReplyOnlyOnce() {
            var talk = Talk.fresh();
            talk.exchange(1, "Good morning.", REPLY);

            assertThat(talk.replies(2, REPLY)).isEmpty();
            assertThat(talk.does(new TurnStored(2))).isEmpty();
        }

        @Test
        void takesNoReplyToAnotherTurn() {
            var talk = Talk.fresh();
            talk.types("Good morning.");
            talk.does(new TurnStored(1));

            assertThat(talk.replies(4, REPLY)).isEmpty();
        }

        @Test
        void numbersTurnsOverBothSpeakers() {
            var talk = Talk.fresh();
            talk.exchange(1, "Good morning.", REPLY);

            var commands = talk.exchange(3, "Since when?", REPLY);

            assertThat(only(commands, StoreTurn.class))
                    .extracting(StoreTurn::turn)
                    .containsExactly(3, 4);
        }

        @Test
        void keepsWhatIsTypedWhileTheReplyIsMade() {
            var talk = Talk.fresh();
            talk.types("Good morning.");
            talk.does(new TurnStored(1));
            talk.types("How are you?");
            talk.replies(2, REPLY);

            var commands = talk.does(new TurnStored(2));

            assertThat(only(commands, StoreTurn.class))
                    .extracting(StoreTurn::text)
                    .containsExactly("How are you?");
        }

        @Test
        void letsOnlyAFewTextsWait() {
            var talk = Talk.fresh();
            talk.types("One");
            for (int i = 0; i < TurnSettings.STANDARD.waitingTexts(); i++) {
                assertThat(talk.types("More")).isEmpty();
            }

            assertThat(talk.types("Too much"))
                    .containsExactly(new Refuse(Refusal.TOO_MANY_UTTERANCES, 1));
        }

        @Test
        void refusesMoreThanTheUtterancesOfAMinute() {
            var talk = Talk.fresh();
            int turn = 1;
            int taken = 0;
            List<TurnCommand> refused = List.of();
            for (int i = 0; i < 121; i++) {
                talk.now += 10;
                var commands = talk.types("Hello");
                if (only(commands, StoreTurn.class).isEmpty()) {
                    refused = commands;
                    break;
                }
                taken++;
                var after = talk.does(new TurnStored(turn));
                turn++;
                if (!only(after, AskReply.class).isEmpty()) {
                    talk.replies(turn, "Yes.");
                    talk.does(new TurnStored(turn));
                    turn++;
                }
            }

            assertThat(taken).isEqualTo(120);
            assertThat(refused).containsExactly(new Refuse(Refusal.TOO_MANY_UTTERANCES, 59));
        }

        @Test
        void givesNoMoreThanTheRepliesOfAMinute() {
            var talk = Talk.fresh();
            int turn = 1;
            for (int i = 0; i < 60; i++) {
                talk.exchange(turn, "Hello", "Yes.");
                turn += 2;
            }

            talk.types("One more");
            var commands = talk.does(new TurnStored(turn));

            assertThat(commands)
                    .containsExactly(
                            new Acknowledge(turn, "One more", null),
                            new Refuse(Refusal.TOO_MANY_REPLIES, 60),
                            new ShowState(Phase.LISTENING));
        }

        @Test
        void tellsTheLearnerOfALongWaitAndGivesUpAtLast() {
            var talk = Talk.fresh();
            talk.types("Good morning.");
            talk.does(new TurnStored(1));

            assertThat(talk.passes(millis(4999))).isEmpty();
            assertThat(talk.passes(millis(1))).containsExactly(new Guide(Issue.TIMEOUT));
            var rest = talk.passes(seconds(55));

            assertThat(rest)
                    .contains(new CancelReply(2), new Refuse(Refusal.NO_REPLY, 1))
                    .endsWith(new ShowState(Phase.LISTENING))
                    .doesNotContain(new Guide(Issue.TIMEOUT));
        }

        @Test
        void listensAgainWhenTheReplyFailed() {
            var talk = Talk.fresh();
            talk.types("Good morning.");
            talk.does(new TurnStored(1));

            assertThat(talk.does(new TurnEvent.ReplyFailed(2)))
                    .containsExactly(
                            new Refuse(Refusal.NO_REPLY, 1), new ShowState(Phase.LISTENING));
        }
    }

    @Nested
    class Silence {

        @Test
        void hintsAfterFourSecondsAndPromptsAfterEight() {
            var talk = Talk.fresh();
            talk.exchange(1, "Good morning.", REPLY);

            assertThat(talk.passes(millis(3999))).isEmpty();
            assertThat(talk.passes(millis(1))).containsExactly(new ShowHint());
            assertThat(talk.passes(millis(3999))).isEmpty();
            assertThat(talk.passes(millis(1))).containsExactly(new AskSilenceLine(1, 3));
        }

        @Test
        void sendsAnUnaskedLineAsPrompted() {
            var talk = Talk.fresh();
            talk.passes(seconds(8));
            talk.does(new PatientReply(1, "Hello?", true, false));

            var commands = talk.does(new TurnStored(1));

            assertThat(commands)
                    .contains(new Deliver(1, "Hello?", true, true))
                    .endsWith(new ShowState(Phase.LISTENING));
        }

        @Test
        void promptsOnceMoreAfterTenSecondsAndNeverAThirdTime() {
            var talk = Talk.fresh();
            var first = talk.passesWithAnswers(seconds(8));
            var notYet = talk.passesWithAnswers(millis(9999));
            var second = talk.passesWithAnswers(millis(1));
            var rest = talk.passesWithAnswers(seconds(120));

            assertThat(only(first, AskSilenceLine.class)).containsExactly(new AskSilenceLine(1, 1));
            assertThat(only(notYet, AskSilenceLine.class)).isEmpty();
            assertThat(only(second, AskSilenceLine.class))
                    .containsExactly(new AskSilenceLine(2, 2));
            assertThat(only(rest, AskSilenceLine.class)).isEmpty();
        }

        @Test
        void countsAfreshOnceTheLearnerHasSpoken() {
            var talk = Talk.fresh();
            talk.passesWithAnswers(seconds(30));
            talk.answers(talk.types("Sorry."));

            var commands = talk.passesWithAnswers(seconds(8));

            assertThat(only(commands, AskSilenceLine.class))
                    .containsExactly(new AskSilenceLine(1, 5));
        }

        @Test
        void takesTheLearnersTurnInsteadOfTheLineNotYetSaid() {
            var talk = Talk.fresh();
            talk.passes(seconds(8));

            var commands = talk.types("Good morning.");

            assertThat(commands.getFirst()).isEqualTo(new CancelReply(1));
            assertThat(only(commands, StoreTurn.class))
                    .extracting(StoreTurn::turn)
                    .containsExactly(1);
            assertThat(talk.does(new PatientReply(1, "Hello?", true, false))).isEmpty();
        }

        @Test
        void remembersTheLinesSaidBeforeAReconnection() {
            var talk =
                    new Talk(
                            new Opening(
                                    seconds(300),
                                    seconds(30),
                                    false,
                                    3,
                                    20_000,
                                    2,
                                    null,
                                    null,
                                    Detection.AUTO));
            talk.does(new Started());

            assertThat(only(talk.passes(seconds(60)), AskSilenceLine.class)).isEmpty();
        }
    }

    @Nested
    class Countdown {

        @Test
        void showsEveryTenSecondsAndEverySecondBelowThirty() {
            var talk = Talk.fresh();
            talk.passesWithAnswers(seconds(255));

            var commands = only(talk.passesWithAnswers(seconds(45)), ShowTimer.class);

            assertThat(commands.subList(0, 5))
                    .extracting(ShowTimer::remainingSeconds)
                    .containsExactly(40, 30, 29, 28, 27);
            assertThat(commands.getLast()).isEqualTo(new ShowTimer(0, TimerLevel.CRITICAL));
            assertThat(commands).hasSize(2 + 30);
        }

        @Test
        void warnsBelowThirtyAndIsCriticalBelowTen() {
            var talk = Talk.fresh();
            var commands = only(talk.passesWithAnswers(seconds(299)), ShowTimer.class);

            assertThat(commands)
                    .contains(
                            new ShowTimer(30, TimerLevel.NORMAL),
                            new ShowTimer(29, TimerLevel.WARNING),
                            new ShowTimer(10, TimerLevel.WARNING),
                            new ShowTimer(9, TimerLevel.CRITICAL));
        }

        @Test
        void letsThePatientCloseWhenTheTimeIsUp() {
            var talk = Talk.fresh();
            talk.passesWithAnswers(seconds(299));

            var commands = talk.passesWithAnswers(seconds(1));

            assertThat(commands)
                    .contains(new AskClosing(3))
                    .contains(new Deliver(3, "Goodbye.", true, false))
                    .endsWith(new Complete(CompletionReason.TIME_LIMIT));
        }

        @Test
        void finishesTheExchangeBeforeThePatientCloses() {
            var talk = Talk.fresh();
            talk.passesWithAnswers(seconds(298));
            int turn = only(talk.types("One more thing."), StoreTurn.class).getFirst().turn();
            talk.does(new TurnStored(turn));
            assertThat(only(talk.passes(seconds(4)), AskClosing.class)).isEmpty();
            talk.replies(turn + 1, "Yes?");

            var commands = talk.does(new TurnStored(turn + 1));

            assertThat(commands).contains(new Deliver(turn + 1, "Yes?", true, false));
            assertThat(commands.getLast()).isEqualTo(new AskClosing(turn + 2));
        }

        @Test
        void endsWithoutAClosingLineThatDoesNotCome() {
            var talk = Talk.fresh();
            talk.passesWithAnswers(seconds(299));

            var commands = talk.passes(seconds(6));

            assertThat(commands)
                    .contains(new AskClosing(3), new CancelReply(3))
                    .endsWith(new Complete(CompletionReason.TIME_LIMIT));
        }

        @Test
        void stopsHardThirtySecondsLater() {
            var talk = Talk.spoken(Detection.AUTO);
            talk.passesWithAnswers(seconds(299));
            List<TurnCommand> commands = List.of();
            for (int i = 0; i < 310 && only(commands, Complete.class).isEmpty(); i++) {
                talk.does(new Speech(100)); // keeps talking
                commands = talk.passes(millis(100));
            }

            assertThat(talk.now).isEqualTo(330_000);
            assertThat(commands).contains(new Complete(CompletionReason.TIME_LIMIT));
        }

        @Test
        void endsAtOnceWhenTheTimeWasOverBeforeTheConnection() {
            var talk =
                    new Talk(
                            new Opening(
                                    seconds(300),
                                    seconds(331),
                                    false,
                                    3,
                                    0,
                                    0,
                                    null,
                                    null,
                                    Detection.AUTO));

            assertThat(talk.does(new Started()))
                    .endsWith(new Complete(CompletionReason.TIME_LIMIT));
        }
    }

    @Nested
    class Pauses {

        @Test
        void freezesTheClockAndEverySilence() {
            var talk = Talk.fresh();
            talk.passes(seconds(3));

            assertThat(talk.does(new Pause("tab_hidden")))
                    .containsExactly(new PauseSession("tab_hidden"), new ShowState(Phase.PAUSED));
            assertThat(talk.passes(Duration.ofMinutes(14))).isEmpty();
            assertThat(talk.does(new Resume()))
                    .containsExactly(
                            new ResumeSession(),
                            new ShowState(Phase.LISTENING),
                            new ShowTimer(297, TimerLevel.NORMAL));
            assertThat(talk.passes(seconds(1))).containsExactly(new ShowHint());
        }

        @Test
        void takesNoTurnUntilResumed() {
            var talk = Talk.fresh();
            talk.does(new Pause("user"));

            assertThat(talk.types("Hello")).containsExactly(new Refuse(Refusal.PAUSED, 0));
        }

        @Test
        void keepsAReplyUntilResumed() {
            var talk = Talk.fresh();
            talk.types("Hello");
            talk.does(new TurnStored(1));
            talk.does(new Pause("tab_hidden"));

            assertThat(talk.replies(2, REPLY)).isEmpty();
            assertThat(only(talk.does(new Resume()), StoreTurn.class))
                    .extracting(StoreTurn::text)
                    .containsExactly(REPLY);
        }

        @Test
        void deliversAReplyThatWasBeingStored() {
            var talk = Talk.fresh();
            talk.types("Hello");
            talk.does(new TurnStored(1));
            talk.replies(2, REPLY);
            talk.does(new Pause("tab_hidden"));

            assertThat(talk.does(new TurnStored(2)))
                    .startsWith(new Deliver(2, "It started on Monday. ", false, false))
                    .contains(new Deliver(2, REPLY, true, false))
                    .doesNotContain(new ShowState(Phase.LISTENING));
            assertThat(talk.does(new Resume())).contains(new ShowState(Phase.LISTENING));
        }

        @Test
        void staysPausedOverAReconnection() {
            var talk =
                    new Talk(
                            new Opening(
                                    seconds(300),
                                    seconds(10),
                                    true,
                                    1,
                                    0,
                                    0,
                                    null,
                                    null,
                                    Detection.AUTO));

            assertThat(talk.does(new Started()))
                    .containsExactly(
                            new ShowState(Phase.PAUSED), new ShowTimer(290, TimerLevel.NORMAL));
            assertThat(talk.passes(seconds(60))).isEmpty();
            assertThat(talk.does(new Resume())).contains(new ShowState(Phase.LISTENING));
        }

        @Test
        void answersARepeatedPauseWithTheState() {
            var talk = Talk.fresh();
            talk.does(new Pause("user"));

            assertThat(talk.does(new Pause("user"))).containsExactly(new ShowState(Phase.PAUSED));
        }
    }

    @Nested
    class Ending {

        @Test
        void asksBeforeItEnds() {
            var talk = Talk.fresh();

            assertThat(talk.does(new Stop(false))).containsExactly(new Guide(Issue.CONFIRM_END));
            assertThat(talk.does(new Stop(true)))
                    .containsExactly(new Complete(CompletionReason.STOPPED));
            assertThat(talk.does(new TurnEvent.Completed()))
                    .containsExactly(new ShowState(Phase.ENDED));
        }

        @Test
        void storesWhatIsUnderWayBeforeItEnds() {
            var talk = Talk.fresh();
            talk.types("Good morning.");

            assertThat(talk.does(new Stop(true))).isEmpty();
            assertThat(talk.does(new TurnStored(1)))
                    .containsExactly(
                            new Acknowledge(1, "Good morning.", null),
                            new Complete(CompletionReason.STOPPED));
        }

        @Test
        void givesUpAReplyNotYetThere() {
            var talk = Talk.fresh();
            talk.types("Good morning.");
            talk.does(new TurnStored(1));

            assertThat(talk.does(new Stop(true)))
                    .containsExactly(new CancelReply(2), new Complete(CompletionReason.STOPPED));
            assertThat(talk.replies(2, REPLY)).isEmpty();
        }

        @Test
        void deliversAReplyThatIsBeingStored() {
            var talk = Talk.fresh();
            talk.types("Good morning.");
            talk.does(new TurnStored(1));
            talk.replies(2, REPLY);
            talk.does(new Stop(true));

            assertThat(talk.does(new TurnStored(2)))
                    .contains(new Deliver(2, REPLY, true, false))
                    .endsWith(new Complete(CompletionReason.STOPPED));
        }

        @Test
        void refusesTextsOnceItEnds() {
            var talk = Talk.fresh();
            talk.does(new Stop(true));

            assertThat(talk.types("Wait")).containsExactly(new Refuse(Refusal.ENDING, 0));
        }

        @Test
        void endsOnlyOnce() {
            var talk = Talk.fresh();
            talk.does(new Stop(true));

            assertThat(talk.does(new Stop(true))).isEmpty();
        }

        @Test
        void endsFromAPause() {
            var talk = Talk.fresh();
            talk.does(new Pause("user"));

            assertThat(talk.does(new Stop(true)))
                    .containsExactly(new Complete(CompletionReason.STOPPED));
        }

        @Test
        void offersTheEndWhenThePatientTakesLeave() {
            var talk = Talk.fresh();
            talk.types("Goodbye.");
            talk.does(new TurnStored(1));
            talk.does(new PatientReply(2, "Bye.", false, true));

            assertThat(talk.does(new TurnStored(2))).contains(new Guide(Issue.CONFIRM_END));
            assertThat(talk.passes(seconds(10))).endsWith(new Complete(CompletionReason.CLOSED));
        }

        @Test
        void goesOnWhenTheLearnerDoes() {
            var talk = Talk.fresh();
            talk.types("Goodbye.");
            talk.does(new TurnStored(1));
            talk.does(new PatientReply(2, "Bye.", false, true));
            talk.does(new TurnStored(2));
            talk.exchange(3, "One more question.", "Yes?");

            assertThat(only(talk.passes(seconds(12)), Complete.class)).isEmpty();
        }
    }

    @Nested
    class PacedReplies {

        @Test
        void sendsThePiecesAtTheirPace() {
            var talk = Talk.paced();
            var first = talk.exchange(1, "Hello", "One two three four five six.");

            assertThat(only(first, Deliver.class))
                    .containsExactly(new Deliver(2, "One two three ", false, false));
            assertThat(talk.passes(millis(1199))).isEmpty();
            assertThat(talk.passes(millis(1)))
                    .containsExactly(new Deliver(2, "four five six.", false, false));
            assertThat(talk.passes(millis(1200)))
                    .containsExactly(
                            new Deliver(2, "One two three four five six.", true, false),
                            new RecordHeard(2, "One two three four five six.", 2400),
                            new ShowState(Phase.LISTENING));
        }

        @Test
        void plansWithoutKnowingWhatIsHeard() {
            var talk = Talk.paced();

            var commands = only(talk.exchange(1, "Hello", "One two three four."), StoreTurn.class);

            assertThat(commands.getLast().heard()).isNull();
        }

        @Test
        void isInterruptedByText() {
            var talk = Talk.paced();
            talk.exchange(1, "Hello", "One two three four five six.");
            talk.passes(millis(1700));

            var commands = talk.types("Sorry, when?");

            assertThat(commands)
                    .startsWith(
                            new ShowInterrupted(2, "One two three four"),
                            new RecordHeard(2, "One two three four", 1700));
            assertThat(only(talk.does(new TurnStored(3)), AskReply.class))
                    .containsExactly(new AskReply(3, "Sorry, when?", true, 1700));
        }

        @Test
        void isStoppedByTheClient() {
            var talk = Talk.paced();
            talk.exchange(1, "Hello", "One two three four five six.");
            talk.passes(millis(900));

            assertThat(talk.does(new Interrupt()))
                    .containsExactly(
                            new ShowInterrupted(2, "One two"),
                            new RecordHeard(2, "One two", 900),
                            new ShowState(Phase.LISTENING));
        }

        @Test
        void isStoppedByHalfASecondOfSpeech() {
            var talk = Talk.paced();
            talk.exchange(1, "Hello", "One two three four five six.");
            talk.now += 800;

            assertThat(talk.does(new Speech(499))).isEmpty();
            talk.now += 1;
            assertThat(talk.does(new Speech(500)))
                    .startsWith(new ShowInterrupted(2, "One two"))
                    .endsWith(new ShowState(Phase.LISTENING));
        }

        @Test
        void isNotStoppedByAListenersSounds() {
            var talk = Talk.paced();
            talk.exchange(1, "Hello", "One two three four five six.");
            talk.does(new Speech(200));
            talk.does(new InterimText("Mm, I see", false, false));

            assertThat(talk.does(new Speech(700))).isEmpty();
        }

        @Test
        void standsStillInAPause() {
            var talk = Talk.paced();
            talk.exchange(1, "Hello", "One two three four five six.");
            talk.passes(millis(800));
            talk.does(new Pause("tab_hidden"));
            talk.passes(seconds(60));
            talk.does(new Resume());

            assertThat(talk.does(new Interrupt())).startsWith(new ShowInterrupted(2, "One two"));
        }

        @Test
        void cutsTheLineWhenTheSessionEnds() {
            var talk = Talk.paced();
            talk.exchange(1, "Hello", "One two three four five six.");
            talk.passes(millis(400));

            assertThat(talk.does(new Stop(true)))
                    .containsExactly(
                            new ShowInterrupted(2, "One"),
                            new RecordHeard(2, "One", 400),
                            new Complete(CompletionReason.STOPPED));
        }

        @Test
        void dropsAReplyThatTheLearnerDoesNotWaitFor() {
            var talk = Talk.paced();
            talk.types("Hello");
            talk.does(new TurnStored(1));

            assertThat(talk.does(new Interrupt()))
                    .containsExactly(new CancelReply(2), new ShowState(Phase.LISTENING));
        }
    }

    @Nested
    class SpokenTurns {

        private Duration endsAfter(@Nullable String text) {
            var talk = Talk.spoken(Detection.AUTO);
            talk.now += 1000;
            talk.does(new Speech(1000));
            if (text != null) {
                talk.does(new SpeechStopped(0));
                talk.does(new InterimText(text, true, false));
            }
            long from = talk.now;
            while (true) {
                talk.now += 10;
                if (!only(talk.does(new Tick()), FinishUtterance.class).isEmpty()) {
                    return Duration.ofMillis(talk.now - from);
                }
            }
        }

        @Test
        void endAfterASilenceThatFitsWhatWasSaid() {
            assertThat(endsAfter("When did the pain start?")).isEqualTo(millis(450));
            assertThat(endsAfter("when did the pain start")).isEqualTo(millis(450));
            assertThat(endsAfter("So you take two a day, is that ok")).isEqualTo(millis(450));
            assertThat(endsAfter("I would like to examine your chest")).isEqualTo(millis(1000));
            assertThat(endsAfter(null)).isEqualTo(millis(1500));
            assertThat(endsAfter("I would like to, um")).isEqualTo(seconds(2));
            assertThat(endsAfter("You need to rest because")).isEqualTo(seconds(2));
            assertThat(endsAfter("First of all,")).isEqualTo(seconds(2));
        }

        @Test
        void areRecognisedStoredAndAcknowledged() {
            var talk = Talk.spoken(Detection.AUTO);
            talk.now += 2000;
            talk.does(new Speech(1000));
            var over = talk.passes(millis(1500));
            assertThat(over)
                    .containsExactly(
                            new FinishUtterance(1000, 2000, 1500, true),
                            new ShowState(Phase.PROCESSING));

            var commands = talk.does(new Recognised("Good morning.", 0.9, List.of()));

            assertThat(only(commands, StoreTurn.class))
                    .containsExactly(
                            new StoreTurn(
                                    1,
                                    Speaker.LEARNER,
                                    "Good morning.",
                                    null,
                                    false,
                                    Source.AUDIO,
                                    1000,
                                    2000,
                                    0.9,
                                    List.of(),
                                    0));
        }

        @Test
        void areForgottenWhenNothingWasUnderstood() {
            var talk = Talk.spoken(Detection.AUTO);
            talk.does(new Speech(300));
            talk.passes(millis(1500));

            assertThat(talk.does(new Recognised(" ", null, List.of())))
                    .containsExactly(new ShowState(Phase.LISTENING));
        }

        @Test
        void goOnAfterAShortPause() {
            var talk = Talk.spoken(Detection.AUTO);
            talk.does(new Speech(300));
            talk.does(new SpeechStopped(100));
            assertThat(talk.passes(millis(1300))).isEmpty();
            talk.does(new Speech(100));

            assertThat(talk.passes(millis(1499))).isEmpty();
            assertThat(only(talk.passes(millis(1)), FinishUtterance.class)).hasSize(1);
        }

        @Test
        void areCutAtSixtySeconds() {
            for (Detection detection : Detection.values()) {
                var talk = Talk.spoken(detection);
                List<TurnCommand> commands = List.of();
                for (int i = 0; i < 700 && only(commands, FinishUtterance.class).isEmpty(); i++) {
                    talk.does(new Speech(100));
                    commands = talk.passes(millis(100));
                }

                assertThat(talk.now).isEqualTo(59_900);
            }
        }

        @Test
        void endByHandOnlyWhenTheClientSaysSo() {
            var talk = Talk.spoken(Detection.MANUAL);
            talk.does(new Speech(300));
            assertThat(only(talk.passes(seconds(20)), FinishUtterance.class)).isEmpty();

            assertThat(only(talk.does(new EndOfTurn(true)), FinishUtterance.class)).hasSize(1);
        }

        @Test
        void endSoonerByAHint() {
            var talk = Talk.spoken(Detection.AUTO);
            talk.does(new Speech(300));
            talk.does(new EndOfTurn(true));

            assertThat(talk.passes(millis(299))).isEmpty();
            assertThat(only(talk.passes(millis(1)), FinishUtterance.class)).hasSize(1);
        }

        @Test
        void tellOnceThatNobodyTranscribes() {
            var talk = Talk.fresh();
            talk.does(new Speech(300));
            var first = talk.passes(millis(1500));
            talk.does(new Speech(300));
            var second = talk.passes(millis(1500));

            assertThat(first)
                    .containsExactly(
                            new FinishUtterance(0, 0, 1500, false),
                            new Refuse(Refusal.NO_RECOGNISER, 0));
            assertThat(only(second, FinishUtterance.class)).hasSize(1);
            assertThat(only(second, Refuse.class)).isEmpty();
        }

        @Test
        void keepThePatientFromPrompting() {
            var talk = Talk.fresh();
            talk.passes(seconds(7));
            for (int i = 0; i < 50; i++) {
                talk.does(new Speech(100));
                assertThat(only(talk.passes(millis(100)), AskSilenceLine.class)).isEmpty();
            }
        }

        @Test
        void areWaitedForWhenTheRecogniserIsLate() {
            var talk = Talk.spoken(Detection.AUTO);
            talk.does(new Speech(300));
            talk.passes(millis(1500));

            assertThat(talk.passes(seconds(5))).containsExactly(new Guide(Issue.TIMEOUT));
            assertThat(only(talk.passes(seconds(20)), Guide.class)).isEmpty();
            assertThat(
                            only(
                                    talk.does(new Recognised("Good morning.", 0.9, List.of())),
                                    StoreTurn.class))
                    .hasSize(1);
        }

        @Test
        void areToldOfAsSoonAsTheRecogniserSaysThatItIsBusy() {
            var talk = Talk.spoken(Detection.AUTO);
            talk.does(new Speech(300));
            talk.passes(millis(1500));

            assertThat(talk.does(new TurnEvent.RecogniserBusy()))
                    .containsExactly(new Guide(Issue.TIMEOUT));
            assertThat(talk.does(new TurnEvent.RecogniserBusy())).isEmpty();
        }

        @Test
        void areGivenUpAfterAMinuteWithoutARecogniser() {
            var talk = Talk.spoken(Detection.AUTO);
            talk.does(new Speech(300));
            talk.passes(millis(1500));

            assertThat(talk.passes(seconds(60)))
                    .contains(
                            new Refuse(Refusal.NOT_UNDERSTOOD, 1), new ShowState(Phase.LISTENING));
        }
    }

    @Nested
    class Reconnections {

        @Test
        void askAgainForTheReplyThatWasLost() {
            var talk =
                    new Talk(
                            new Opening(
                                    seconds(300),
                                    seconds(20),
                                    false,
                                    4,
                                    18_000,
                                    0,
                                    new Unanswered(3, "Since when?", 18_000),
                                    null,
                                    Detection.AUTO));

            assertThat(talk.does(new Started()))
                    .contains(
                            new AskReply(3, "Since when?", false, 18_000),
                            new ShowState(Phase.PROCESSING));
            assertThat(only(talk.replies(4, REPLY), StoreTurn.class))
                    .extracting(StoreTurn::turn)
                    .containsExactly(4);
        }

        @Test
        void countALineAsHeardThatIsReplayedInFull() {
            var talk =
                    new Talk(
                            new Opening(
                                    seconds(300),
                                    seconds(20),
                                    false,
                                    3,
                                    18_000,
                                    0,
                                    null,
                                    new Unfinished(2, REPLY),
                                    Detection.AUTO));

            assertThat(talk.does(new Started())).contains(new RecordHeard(2, REPLY, 18_000));
        }
    }

    @Test
    void doesNothingBeforeItIsStarted() {
        var talk = new Talk(Talk.FRESH);
        talk.now = 1_000_000_000;

        assertThat(talk.does(new TurnEvent.PatientReady(true, true, false))).isEmpty();
        assertThat(talk.turnTaking.wakeAt()).isEqualTo(TurnTaking.NEVER);
        assertThat(talk.does(new Started()))
                .containsExactly(
                        new ShowState(Phase.LISTENING), new ShowTimer(300, TimerLevel.NORMAL));
    }

    @Test
    void takesAClockThatGoesBackForOneThatStands() {
        var talk = Talk.fresh();
        talk.passes(seconds(4));
        talk.now = 1000;

        var commands = only(talk.types("Hello"), StoreTurn.class);

        assertThat(commands.getFirst().startedMs()).isEqualTo(4000);
    }
}
