package com.oetpraxis.realtime.turntaking;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.realtime.turntaking.Opening.Detection;
import com.oetpraxis.realtime.turntaking.TurnCommand.AskReply;
import com.oetpraxis.realtime.turntaking.TurnCommand.CancelReply;
import com.oetpraxis.realtime.turntaking.TurnCommand.Deliver;
import com.oetpraxis.realtime.turntaking.TurnCommand.DropUtterance;
import com.oetpraxis.realtime.turntaking.TurnCommand.PrepareReply;
import com.oetpraxis.realtime.turntaking.TurnCommand.RecordHeard;
import com.oetpraxis.realtime.turntaking.TurnCommand.ShowInterrupted;
import com.oetpraxis.realtime.turntaking.TurnCommand.ShowState;
import com.oetpraxis.realtime.turntaking.TurnCommand.Speak;
import com.oetpraxis.realtime.turntaking.TurnCommand.StoreTurn;
import com.oetpraxis.realtime.turntaking.TurnEvent.InterimText;
import com.oetpraxis.realtime.turntaking.TurnEvent.Played;
import com.oetpraxis.realtime.turntaking.TurnEvent.Recognised;
import com.oetpraxis.realtime.turntaking.TurnEvent.SentenceFailed;
import com.oetpraxis.realtime.turntaking.TurnEvent.SentenceReady;
import com.oetpraxis.realtime.turntaking.TurnEvent.Speech;
import com.oetpraxis.realtime.turntaking.TurnEvent.SpeechStopped;
import com.oetpraxis.realtime.turntaking.TurnEvent.Tick;
import com.oetpraxis.realtime.turntaking.TurnEvent.TurnStored;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The patient's voice, and what a learner says into it. */
class SpokenLineTest {

    private static final String LINE = "It hurts here. And it hurts there, too.";
    private static final String FIRST = "It hurts here.";
    private static final String SECOND = "And it hurts there, too.";

    private final Talk talk = Talk.spoken(Detection.AUTO);

    private static <T extends TurnCommand> List<T> only(List<TurnCommand> all, Class<T> type) {
        return all.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private List<TurnCommand> passes(long ms) {
        return talk.passes(Duration.ofMillis(ms));
    }

    /** The patient begins to say two sentences of one and two seconds. */
    private List<TurnCommand> speaks() {
        talk.does(new TurnEvent.PatientReady(true, true, true));
        talk.types("Hello");
        talk.does(new TurnStored(1));
        talk.replies(2, LINE);
        talk.does(new SentenceReady(2, 0, FIRST, 1_000, false));
        var begun = new ArrayList<>(talk.does(new TurnStored(2)));
        begun.addAll(talk.does(new SentenceReady(2, 1, SECOND, 2_000, true)));
        return begun;
    }

    /** The learner speaks for so long, told every 100 ms. */
    private List<TurnCommand> learnerSpeaks(long ms) {
        var commands = new ArrayList<TurnCommand>();
        for (long spoken = 250; spoken <= ms; spoken += 50) {
            commands.addAll(passes(50));
            commands.addAll(talk.does(new Speech(spoken)));
        }
        return commands;
    }

    @Nested
    class Delivered {

        @Test
        void isSentAheadOfItsTimeButNotFar() {
            var begun = only(speaks(), Speak.class);
            var later = only(passes(200), Speak.class);

            assertThat(begun)
                    .containsExactly(
                            new Speak(2, 0, 0, 100, 0, false),
                            new Speak(2, 0, 100, 200, 1, false),
                            new Speak(2, 0, 200, 300, 2, false),
                            new Speak(2, 0, 300, 400, 3, false));
            assertThat(later)
                    .containsExactly(
                            new Speak(2, 0, 400, 500, 4, false),
                            new Speak(2, 0, 500, 600, 5, false));
        }

        @Test
        void goesFromSentenceToSentenceWithoutAGap() {
            var all = new ArrayList<>(speaks());
            all.addAll(passes(2_999));

            assertThat(only(all, Speak.class)).hasSize(30);
            assertThat(only(all, Speak.class).getLast())
                    .isEqualTo(new Speak(2, 1, 1_900, 2_000, 29, true));
            assertThat(only(all, Deliver.class))
                    .extracting(Deliver::text)
                    .containsExactly("It hurts here. ", "And it hurts ", "there, too.");
            assertThat(passes(1))
                    .containsExactly(
                            new Deliver(2, LINE, true, false),
                            new RecordHeard(2, LINE, 3_000),
                            new ShowState(Phase.LISTENING));
        }

        @Test
        void waitsForASentenceThatIsLate() {
            talk.does(new TurnEvent.PatientReady(true, true, true));
            talk.types("Hello");
            talk.does(new TurnStored(1));
            talk.replies(2, LINE);
            talk.does(new TurnStored(2));
            assertThat(passes(700)).isEmpty();

            var first = talk.does(new SentenceReady(2, 0, FIRST, 1_000, false));
            passes(1_400);
            var second = talk.does(new SentenceReady(2, 1, SECOND, 2_000, true));

            assertThat(first).contains(new Speak(2, 0, 0, 100, 0, false));
            assertThat(only(second, Speak.class)).hasSize(4);
            assertThat(only(passes(1_999), RecordHeard.class)).isEmpty();
            assertThat(only(passes(1), RecordHeard.class)).hasSize(1);
        }

        @Test
        void goesOnInWritingWhenTheVoiceFails() {
            talk.does(new TurnEvent.PatientReady(true, true, true));
            talk.types("Hello");
            talk.does(new TurnStored(1));
            talk.replies(2, LINE);
            talk.does(new TurnStored(2));

            var all = new ArrayList<>(talk.does(new SentenceFailed(2, 0)));
            all.addAll(talk.does(new SentenceReady(2, 1, SECOND, 2_000, true)));
            all.addAll(passes(1_200 + 2_000));

            assertThat(only(all, Speak.class)).hasSize(20);
            assertThat(only(all, Deliver.class)).contains(new Deliver(2, LINE, true, false));
        }

        @Test
        void goesOnInWritingWhenTheVoiceDoesNotCome() {
            talk.does(new TurnEvent.PatientReady(true, true, true));
            talk.types("Hello");
            talk.does(new TurnStored(1));
            talk.replies(2, LINE);
            talk.does(new TurnStored(2));

            var all = passes(Delivery.VOICE_PATIENCE_MS + 8 * 400);

            assertThat(only(all, Speak.class)).isEmpty();
            assertThat(only(all, RecordHeard.class)).hasSize(1);
        }

        @Test
        void isOverWhenTheClientHasPlayedIt() {
            speaks();
            passes(500);
            talk.does(new Played(2, 0, 100)); // 400 ms behind

            assertThat(only(passes(2_800), RecordHeard.class)).isEmpty();
            assertThat(only(passes(100), RecordHeard.class)).hasSize(1);
        }
    }

    @Nested
    class Interrupted {

        @Test
        void stopsForThreeWordsAndKeepsWhatWasHeard() {
            speaks();
            passes(1_500);
            learnerSpeaks(400);

            var commands = talk.does(new InterimText("Sorry, which side?", false, false));

            assertThat(commands)
                    .startsWith(
                            new ShowInterrupted(2, "It hurts here. And it"),
                            new CancelReply(2),
                            new RecordHeard(2, "It hurts here. And it", 1_700))
                    .contains(new ShowState(Phase.LISTENING));
            assertThat(only(learnerSpeaks(800), Speak.class)).isEmpty();
        }

        @Test
        void keepsOnlyWhatTheClientHasPlayed() {
            speaks();
            passes(1_500);
            talk.does(new Played(2, 9, 100)); // the first sentence and nothing of the second

            var commands = talk.does(new TurnEvent.Interrupt());

            assertThat(only(commands, RecordHeard.class))
                    .extracting(RecordHeard::heardText)
                    .containsExactly("It hurts here.");
        }

        @Test
        void doesNotStopForABackchannel() {
            speaks();
            passes(300);
            var all = new ArrayList<>(learnerSpeaks(600));
            all.addAll(talk.does(new InterimText("Mm-hm, I see.", false, false)));
            all.addAll(learnerSpeaks(700));
            all.addAll(talk.does(new SpeechStopped(100)));
            all.addAll(talk.does(new InterimText("Mm-hm, I see, okay.", true, false)));
            all.addAll(passes(5_000));

            assertThat(only(all, ShowInterrupted.class)).isEmpty();
            assertThat(only(all, DropUtterance.class)).hasSize(1);
            assertThat(only(all, RecordHeard.class))
                    .extracting(RecordHeard::heardText)
                    .containsExactly(LINE);
            assertThat(only(all, StoreTurn.class)).isEmpty();
        }

        @Test
        void doesNotStopForACough() {
            speaks();
            passes(300);
            var all = new ArrayList<>(learnerSpeaks(450));
            all.addAll(talk.does(new InterimText("", false, false)));
            all.addAll(learnerSpeaks(500));
            all.addAll(talk.does(new SpeechStopped(80)));
            all.addAll(talk.does(new InterimText("", true, false)));
            all.addAll(passes(5_000));

            assertThat(only(all, ShowInterrupted.class)).isEmpty();
            assertThat(only(all, Speak.class)).isNotEmpty();
        }

        @Test
        void stopsForTheTimeBeingWhileNothingIsKnownAndGoesOnAfterAFalseAlarm() {
            speaks();
            passes(300);
            var stopped = new ArrayList<>(learnerSpeaks(950));
            stopped.addAll(talk.does(new SpeechStopped(100)));

            assertThat(only(stopped, ShowInterrupted.class)).hasSize(1);
            assertThat(only(stopped, RecordHeard.class)).isEmpty();
            var goesOn = new ArrayList<>(talk.does(new InterimText("", true, false)));
            goesOn.addAll(passes(200));

            assertThat(goesOn).contains(new ShowState(Phase.SPEAKING), new DropUtterance());
            Speak before = only(stopped, Speak.class).getLast();
            Speak after = only(goesOn, Speak.class).getFirst();
            assertThat(after.sequence()).isEqualTo(before.sequence() + 1);
            assertThat(after.fromMs()).isBetween(before.fromMs() - 400, before.fromMs());
            assertThat(only(passes(5_000), RecordHeard.class))
                    .extracting(RecordHeard::heardText)
                    .containsExactly(LINE);
        }

        @Test
        void breaksOffWhenTheFalseAlarmWasNone() {
            speaks();
            passes(300);
            var all = new ArrayList<>(learnerSpeaks(950));
            all.addAll(talk.does(new InterimText("Excuse me.", false, false)));

            assertThat(only(all, ShowInterrupted.class)).hasSize(1);
            assertThat(only(all, RecordHeard.class)).hasSize(1);
            assertThat(only(passes(500), Speak.class)).isEmpty();
        }

        @Test
        void letsTheInterruptionBecomeATurn() {
            speaks();
            passes(300);
            learnerSpeaks(400);
            talk.does(new InterimText("Sorry, which side?", false, false));
            talk.does(new SpeechStopped(100));
            talk.does(new InterimText("Sorry, which side?", true, false));
            var over = new ArrayList<>(passes(450));
            over.addAll(talk.does(new Recognised("Sorry, which side?", 0.9, List.of())));
            over.addAll(talk.does(new TurnStored(3)));

            assertThat(only(over, AskReply.class))
                    .extracting(AskReply::interrupted)
                    .containsExactly(true);
        }

        @Test
        void isHeardOutByALineThatIsReadyMeanwhile() {
            talk.does(new TurnEvent.PatientReady(true, true, true));
            talk.types("Hello");
            talk.does(new TurnStored(1));
            talk.replies(2, LINE);
            talk.does(new SentenceReady(2, 0, FIRST, 1_000, true));
            talk.does(new Speech(300));

            var stored = talk.does(new TurnStored(2));
            var cough = new ArrayList<>(talk.does(new SpeechStopped(100)));
            cough.addAll(talk.does(new InterimText("", true, false)));
            cough.addAll(passes(300));

            assertThat(only(stored, Speak.class)).isEmpty();
            assertThat(only(cough, Speak.class)).isNotEmpty();
        }

        @Test
        void saysNothingOfALineThatWasGivenUp() {
            talk.does(new TurnEvent.PatientReady(true, true, true));
            passes(8_000);
            talk.does(new SentenceReady(1, 0, FIRST, 1_000, true));
            talk.does(new TurnEvent.ReplyFailed(1));
            passes(10_000);

            talk.replies(1, SECOND);

            assertThat(only(talk.does(new TurnStored(1)), Speak.class)).isEmpty();
        }

        @Test
        void calledOffWhenTheLearnerGoesOnBeforeTheReply() {
            talk.does(new TurnEvent.PatientReady(true, true, true));
            talk.types("Hello");
            talk.does(new TurnStored(1));

            learnerSpeaks(500);
            var commands = talk.does(new InterimText("And one more thing", false, false));

            assertThat(commands).contains(new CancelReply(2), new ShowState(Phase.LISTENING));
            assertThat(talk.replies(2, LINE)).isEmpty();
        }
    }

    @Nested
    class Prepared {

        @Test
        void beginsWhenTheTurnIsProbablyOver() {
            talk.does(new Speech(1_000));
            talk.does(new SpeechStopped(100));

            var commands = talk.does(new InterimText("Where does it hurt?", true, false));

            assertThat(only(commands, PrepareReply.class))
                    .containsExactly(new PrepareReply(1, "Where does it hurt?", false, 0));
            assertThat(only(passes(350), PrepareReply.class)).isEmpty();
        }

        @Test
        void isCalledOffWhenTheLearnerGoesOn() {
            talk.does(new Speech(1_000));
            talk.does(new SpeechStopped(100));
            talk.does(new InterimText("Where does it hurt?", true, false));
            passes(250);

            assertThat(talk.does(new Speech(250))).containsExactly(new CancelReply(2));
        }

        @Test
        void isNotWorthItAfterAHangingWord() {
            talk.does(new Speech(1_000));
            talk.does(new SpeechStopped(100));

            var commands = talk.does(new InterimText("Where does it hurt and", true, false));

            assertThat(only(commands, PrepareReply.class)).isEmpty();
        }
    }

    @Nested
    class EndedTurns {

        private long endsAfter(String text, boolean hesitating, @Nullable Double sound) {
            talk.does(new Speech(1_000));
            talk.does(new SpeechStopped(0));
            talk.does(new InterimText(text, true, hesitating));
            if (sound != null) {
                talk.does(new TurnEvent.PauseSounds(sound));
            }
            long from = talk.now;
            while (only(talk.does(new Tick()), TurnCommand.FinishUtterance.class).isEmpty()) {
                talk.now += 10;
            }
            return talk.now - from;
        }

        @Test
        void endAtOnceWhenWordsAndSoundAgree() {
            assertThat(endsAfter("Where does it hurt?", false, 0.9)).isEqualTo(300);
        }

        @Test
        void endALittleLaterWhenTheSoundDoesNotSaySo() {
            assertThat(endsAfter("Where does it hurt?", false, 0.1)).isEqualTo(450);
        }

        @Test
        void waitAfterAFiller() {
            assertThat(endsAfter("Where does it hurt?", true, 0.9)).isEqualTo(2_000);
        }

        @Test
        void waitWhileTheFirstWordsArePlanned() {
            assertThat(endsAfter("Okay.", false, 0.9)).isEqualTo(2_000);
        }

        @Test
        void waitLongerForWhoPausesLong() {
            for (int i = 0; i < 6; i++) {
                talk.does(new Speech(300));
                talk.does(new SpeechStopped(0));
                passes(1_400);
            }

            assertThat(endsAfter("I will look at your leg.", false, null)).isEqualTo(1_320);
        }

        @Test
        void doNotEndInAGapOfTheLine() {
            talk.does(new Speech(1_000));
            talk.does(new SpeechStopped(100));
            talk.does(new InterimText("Where does it hurt?", true, false));
            talk.does(new TurnEvent.Listened());

            assertThat(only(passes(900), TurnCommand.FinishUtterance.class)).isEmpty();
            assertThat(only(talk.does(new TurnEvent.Listened()), TurnCommand.FinishUtterance.class))
                    .hasSize(1);
        }
    }
}
