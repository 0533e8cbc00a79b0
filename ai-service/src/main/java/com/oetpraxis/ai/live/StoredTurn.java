package com.oetpraxis.ai.live;

import com.oetpraxis.ai.patient.Matched;
import com.oetpraxis.ai.patient.PlayedTurn;
import com.oetpraxis.ai.patient.Speaker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A turn as session-service has it and realtime-service sends it when a line is opened. Word times
 * are left aside: the patient did not have them when it first answered.
 */
record StoredTurn(
        int turn,
        String speaker,
        String text,
        @Nullable String heardText,
        @Nullable String plannedText,
        boolean prompted,
        @Nullable JsonNode matched) {

    /** Stored turns as the patient's engine plays them, in order. */
    static List<PlayedTurn> played(List<StoredTurn> stored, JsonMapper json) {
        var ordered = stored.stream().sorted(Comparator.comparingInt(StoredTurn::turn)).toList();
        var played = new ArrayList<PlayedTurn>();
        for (int i = 0; i < ordered.size(); i++) {
            var turn = ordered.get(i);
            if (turn.isLearner()) {
                var next = i + 1 < ordered.size() ? ordered.get(i + 1) : null;
                played.add(turn.learner(next, i > 0 ? ordered.get(i - 1) : null, json));
            } else {
                played.add(turn.patient());
            }
        }
        return played;
    }

    private boolean isLearner() {
        return speaker.equals("learner");
    }

    private PlayedTurn learner(
            @Nullable StoredTurn next, @Nullable StoredTurn before, JsonMapper json) {
        var understood = understood(json);
        if (understood == null && next != null && !next.isLearner() && !next.prompted()) {
            understood = next.understood(json);
        }
        boolean interrupting = before != null && !before.isLearner() && before.wasCutShort();
        return new PlayedTurn(
                turn,
                Speaker.LEARNER,
                text,
                null,
                false,
                interrupting,
                List.of(),
                understood != null && understood.turn() == turn ? understood : null);
    }

    /** What was stored as understood; null where it is missing or in another engine's form. */
    private @Nullable Matched understood(JsonMapper json) {
        if (matched == null || !matched.path("hits").isArray()) {
            return null;
        }
        try {
            return json.treeToValue(matched, Matched.class);
        } catch (JacksonException e) {
            return null;
        }
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
