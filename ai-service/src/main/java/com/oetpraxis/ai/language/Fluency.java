package com.oetpraxis.ai.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Speed and pauses, from the times of the words. Time is that of the learner's turns from the first
 * word to the last; what passes between turns is not counted.
 *
 * @param wordsPerMinute words without hesitation and repeats
 * @param syllablesPerSecond articulation rate: syllables over the time in which words sound, names
 *     left out
 * @param meanRun words between pauses of 0.35 s or more; whole turns of fewer than eight words left
 *     out where there are others
 * @param midClausePauses pauses of 0.35 s or more inside a clause, per 100 words
 * @param phonationRatio time in which words sound over the time of the turns, 0 to 1
 * @param disfluencies hesitations and repeats per 100 words
 * @param longestMidClausePauses at most five, the longest first
 */
public record Fluency(
        double wordsPerMinute,
        double syllablesPerSecond,
        double meanRun,
        double midClausePauses,
        double phonationRatio,
        double disfluencies,
        List<Pause> longestMidClausePauses) {

    /** The shortest pause that counts, in seconds (oet-domain 3.2, [38]). */
    static final double PAUSE = 0.35;

    private static final int SHORT_TURN = 8;

    public Fluency {
        longestMidClausePauses = List.copyOf(longestMidClausePauses);
    }

    /**
     * A pause between two words of one turn.
     *
     * @param seconds its length
     */
    public record Pause(
            SpokenText turn, SpokenWordForm before, SpokenWordForm after, double seconds) {}

    /** Measures the learner's speech; null where no word has a time. */
    public static @Nullable Fluency of(LearnerSpeech speech) {
        var sums = new Sums();
        speech.turns().forEach(sums::add);
        return sums.words == 0 || sums.turnSeconds <= 0 ? null : sums.result();
    }

    private static final class Sums {

        private int words;
        private double turnSeconds;
        private double soundSeconds;
        private double plainSeconds;
        private int syllables;
        private int disfluent;
        private int midClause;
        private int runWords;
        private int runs;
        private final List<Pause> pauses = new ArrayList<>();

        void add(SpokenText turn) {
            var timed = turn.words().stream().filter(word -> word.timed() != null).toList();
            if (timed.isEmpty()) {
                return;
            }
            var boundaries = new Boundaries(turn);
            int turnWords = 0;
            int turnRuns = 1;
            SpokenWordForm kept = null;
            double silence = 0;
            SpokenWordForm last = null;
            boolean hesitated = false;
            for (var word : timed) {
                var time = Objects.requireNonNull(word.timed());
                soundSeconds += time.duration();
                if (last != null) {
                    var lastTime = Objects.requireNonNull(last.timed());
                    silence = Math.max(silence, time.start() - lastTime.end());
                }
                last = word;
                if (!word.counts()) {
                    disfluent++;
                    hesitated |= word.filler();
                    continue;
                }
                if (kept != null && silence >= PAUSE) {
                    turnRuns++;
                    if (!boundaries.isBoundary(kept, word, hesitated)) {
                        midClause++;
                        pauses.add(new Pause(turn, kept, word, silence));
                    }
                }
                if (!(word.name() && kept != null && kept.name())) {
                    turnWords++;
                }
                if (!word.name()) {
                    syllables += Syllables.of(word.term().replace("-", ""));
                    plainSeconds += time.duration();
                }
                kept = word;
                silence = 0;
                hesitated = false;
            }
            var firstTime = Objects.requireNonNull(timed.getFirst().timed());
            var lastTime = Objects.requireNonNull(timed.getLast().timed());
            turnSeconds += Math.max(0, lastTime.end() - firstTime.start());
            words += turnWords;
            if (turnWords >= SHORT_TURN || turnRuns > 1) {
                runWords += turnWords;
                runs += turnRuns;
            }
        }

        Fluency result() {
            pauses.sort((one, other) -> Double.compare(other.seconds(), one.seconds()));
            return new Fluency(
                    60 * words / turnSeconds,
                    plainSeconds > 0 ? syllables / plainSeconds : 0,
                    runs > 0 ? (double) runWords / runs : words,
                    100.0 * midClause / words,
                    Math.min(1, soundSeconds / turnSeconds),
                    100.0 * disfluent / words,
                    pauses.subList(0, Math.min(5, pauses.size())));
        }
    }

    /** Where clauses end: at marks, or in a turn without marks where its clauses were parted. */
    private static final class Boundaries {

        private static final List<String> JOINING =
                List.of("and", "but", "so", "because", "or", "then", "if", "when", "which");

        private final boolean marked;
        private final List<Integer> clauseStarts;

        Boundaries(SpokenText turn) {
            marked = turn.words().stream().anyMatch(SpokenWordForm::endsSentence);
            clauseStarts =
                    turn.clauses().stream().map(clause -> turn.original(clause).start()).toList();
        }

        boolean isBoundary(SpokenWordForm before, SpokenWordForm after, boolean hesitated) {
            if (before.endsSentence() || clauseStarts.contains(after.start())) {
                return true;
            }
            if (before.after() != ' ') {
                return !hesitated;
            }
            return !marked && JOINING.contains(after.term());
        }
    }
}
