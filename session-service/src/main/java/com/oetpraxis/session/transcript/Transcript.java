package com.oetpraxis.session.transcript;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The turns of a session in their order, as the server stored them (BR-39).
 *
 * @param turns numbered from 1 without a gap
 */
public record Transcript(List<Turn> turns) {

    private static final Pattern WORD = Pattern.compile("\\S*[\\p{L}\\p{N}]\\S*");

    public Transcript {
        turns = List.copyOf(turns);
    }

    public List<Turn> learnersTurns() {
        return turns.stream().filter(Turn::isLearners).toList();
    }

    /** Words of the learner: pieces between spaces with a letter or digit in them. */
    public int learnerWords() {
        return learnersTurns().stream().mapToInt(t -> words(t.text())).sum();
    }

    /** How often the patient answered a turn of the learner. */
    public int exchanges() {
        var exchanges = 0;
        for (var i = 1; i < turns.size(); i++) {
            if (turns.get(i - 1).isLearners() && !turns.get(i).isLearners()) {
                exchanges++;
            }
        }
        return exchanges;
    }

    /** Whether any of the learner's turns was spoken; else all of it was typed. */
    public boolean spoken() {
        return learnersTurns().stream().anyMatch(t -> t.source() == TurnSource.AUDIO);
    }

    /** The sound of the learner's turns, weighted by their length; null for a typed session. */
    public @Nullable AudioQuality audioQuality() {
        double weight = 0;
        double snr = 0;
        double clipped = 0;
        double level = 0;
        for (var turn : learnersTurns()) {
            var quality = turn.audioQuality();
            if (quality == null || quality.snrDb() == null) {
                continue;
            }
            double length = Math.max(1, turn.endedMs() - turn.startedMs());
            weight += length;
            snr += length * quality.snrDb();
            clipped += length * (quality.clippedRatio() == null ? 0 : quality.clippedRatio());
            level += length * (quality.levelDb() == null ? 0 : quality.levelDb());
        }
        return weight == 0
                ? null
                : new AudioQuality(snr / weight, clipped / weight, level / weight);
    }

    /** One line a turn, as people read it. */
    public String rendered() {
        return turns.stream()
                .map(t -> (t.isLearners() ? "Learner: " : "Patient: ") + t.heard())
                .collect(Collectors.joining("\n"));
    }

    private static int words(String text) {
        return (int) WORD.matcher(text).results().count();
    }
}
