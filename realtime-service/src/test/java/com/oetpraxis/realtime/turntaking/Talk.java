package com.oetpraxis.realtime.turntaking;

import com.oetpraxis.realtime.turntaking.Opening.Detection;
import com.oetpraxis.realtime.turntaking.TurnCommand.AskClosing;
import com.oetpraxis.realtime.turntaking.TurnCommand.AskReply;
import com.oetpraxis.realtime.turntaking.TurnCommand.AskSilenceLine;
import com.oetpraxis.realtime.turntaking.TurnCommand.StoreTurn;
import com.oetpraxis.realtime.turntaking.TurnEvent.LearnerText;
import com.oetpraxis.realtime.turntaking.TurnEvent.PatientReply;
import com.oetpraxis.realtime.turntaking.TurnEvent.TurnStored;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A conversation under test: its time moves only when told, its ticks come exactly when due. */
final class Talk {

    static final Opening FRESH =
            new Opening(
                    Duration.ofMinutes(5),
                    Duration.ZERO,
                    false,
                    1,
                    0,
                    0,
                    null,
                    null,
                    Detection.AUTO);

    final TurnTaking turnTaking;
    long now;

    Talk(Opening opening) {
        turnTaking = new TurnTaking(TurnSettings.STANDARD, opening);
    }

    static Talk fresh() {
        var talk = new Talk(FRESH);
        talk.does(new TurnEvent.Started());
        return talk;
    }

    static Talk paced() {
        var talk = fresh();
        talk.does(new TurnEvent.PatientReady(false, true, false));
        return talk;
    }

    static Talk spoken(Detection detection) {
        var talk =
                new Talk(
                        new Opening(
                                FRESH.duration(),
                                FRESH.active(),
                                false,
                                1,
                                0,
                                0,
                                null,
                                null,
                                detection));
        talk.does(new TurnEvent.Started());
        talk.does(new TurnEvent.PatientReady(true, true, false));
        return talk;
    }

    List<TurnCommand> does(TurnEvent event) {
        return turnTaking.accept(now, event);
    }

    /** Lets this time pass, with every tick when it is due; answers all that was commanded. */
    List<TurnCommand> passes(Duration time) {
        long until = now + time.toMillis();
        var commands = new ArrayList<TurnCommand>();
        while (turnTaking.wakeAt() <= until) {
            now = Math.max(now, turnTaking.wakeAt());
            commands.addAll(does(new TurnEvent.Tick()));
        }
        now = until;
        return commands;
    }

    List<TurnCommand> types(String text) {
        return does(new LearnerText(text, List.of()));
    }

    List<TurnCommand> replies(int turn, String text) {
        return does(new PatientReply(turn, text, false, false));
    }

    /** A whole exchange: typed, stored, answered, stored. */
    List<TurnCommand> exchange(int learnerTurn, String text, String reply) {
        var commands = new ArrayList<TurnCommand>();
        commands.addAll(types(text));
        commands.addAll(does(new TurnStored(learnerTurn)));
        commands.addAll(replies(learnerTurn + 1, reply));
        commands.addAll(does(new TurnStored(learnerTurn + 1)));
        return commands;
    }

    /** Says whatever is asked of the patient or of the store until nothing more is. */
    List<TurnCommand> answers(List<TurnCommand> commands) {
        var all = new ArrayList<>(commands);
        for (int i = 0; i < all.size(); i++) {
            switch (all.get(i)) {
                case StoreTurn store -> all.addAll(does(new TurnStored(store.turn())));
                case AskReply ask -> all.addAll(replies(ask.turn() + 1, "I see."));
                case AskSilenceLine ask ->
                        all.addAll(does(new PatientReply(ask.turn(), "Hello?", true, false)));
                case AskClosing ask ->
                        all.addAll(does(new PatientReply(ask.turn(), "Goodbye.", false, true)));
                default -> {}
            }
        }
        return all;
    }

    /** Lets time pass second by second, with everybody answering at once. */
    List<TurnCommand> passesWithAnswers(Duration time) {
        var all = new ArrayList<TurnCommand>();
        long until = now + time.toMillis();
        while (turnTaking.wakeAt() <= until) {
            now = Math.max(now, turnTaking.wakeAt());
            all.addAll(answers(does(new TurnEvent.Tick())));
        }
        now = until;
        return all;
    }
}
