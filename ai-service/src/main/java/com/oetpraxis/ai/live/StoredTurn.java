package com.oetpraxis.ai.live;

import com.oetpraxis.ai.patient.Matched;
import com.oetpraxis.ai.patient.PlayedTurn;
import com.oetpraxis.ai.patient.Speaker;
import com.oetpraxis.ai.pattern.SpokenWord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A turn as session-service has it and realtime-service sends it when a line is opened. */
record StoredTurn(
        int turn,
        String speaker,
        String text,
        @Nullable String heardText,
        @Nullable String plannedText,
        boolean prompted,
        @Nullable Matched matched,
        @Nullable List<SpokenWord> words) {

    /** Stored turns as the patient's engine plays them, in order. */
    static List<PlayedTurn> played(List<StoredTurn> stored) {
        var ordered = stored.stream().sorted(Comparator.comparingInt(StoredTurn::turn)).toList();
        var played = new ArrayList<PlayedTurn>();
        for (int i = 0; i < ordered.size(); i++) {
            var turn = ordered.get(i);
            if (turn.isLearner()) {
                var next = i + 1 < ordered.size() ? ordered.get(i + 1) : null;
                played.add(turn.learner(next, i > 0 ? ordered.get(i - 1) : null));
            } else {
                played.add(turn.patient());
            }
        }
        return played;
    }

    private boolean isLearner() {
        return speaker.equals("learner");
    }

    private PlayedTurn learner(@Nullable StoredTurn next, @Nullable StoredTurn before) {
        var understood = matched;
        if (understood == null && next != null && !next.isLearner() && !next.prompted()) {
            understood = next.matched();
        }
        boolean interrupting = before != null && !before.isLearner() && before.wasCutShort();
        return new PlayedTurn(
                turn,
                Speaker.LEARNER,
                text,
                null,
                false,
                interrupting,
                words == null ? List.of() : words,
                understood != null && understood.turn() == turn ? understood : null);
    }

    private PlayedTurn patient() {
        return new PlayedTurn(
                turn, Speaker.PATIENT, planned(), heardText, prompted, false, List.of(), null);
    }

    private String planned() {
        return plannedText == null ? text : plannedText;
    }

    private boolean wasCutShort() {
        return heardText != null && heardText.length() < planned().length();
    }
}
