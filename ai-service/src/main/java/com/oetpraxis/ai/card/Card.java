package com.oetpraxis.ai.card;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * One role-play card: what the learner reads, who the patient is, what the patient hides, and every
 * line the patient can say.
 *
 * <p>Only a card without errors ({@link CardChecks}) can be read, so nothing named here is missing.
 *
 * @param id the card's code, such as {@code med-01-cough}
 * @param profession the exam's name of the profession
 * @param duration minutes
 * @param std answers to the questions all cards share, by their id
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Card(
        String id,
        String profession,
        String title,
        String presentingComplaint,
        int duration,
        CandidateCard candidateCard,
        Persona persona,
        List<HiddenFact> hiddenFacts,
        String openingLine,
        LinkedHashMap<String, Answer> std,
        List<AskIntent> ask,
        List<TellIntent> tell,
        List<Cue> cues,
        List<PatientQuestion> questions,
        List<String> fallback,
        Closing closing,
        List<FullMark> fullMarks) {

    public Optional<HiddenFact> fact(String factId) {
        return hiddenFacts.stream().filter(fact -> fact.id().equals(factId)).findFirst();
    }

    /**
     * All of the card that the learner reads.
     *
     * @param complaint why the patient comes, as far as the learner may know
     * @param tasks what the learner is asked to do, in order
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record CandidateCard(@Nullable String complaint, String role, List<String> tasks) {}

    /**
     * Who the learner talks to.
     *
     * @param title the form of address, such as "Mr Delaney"
     * @param age years
     * @param emotionalState in words, such as "frightened, covering it with humour"
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Persona(
            String name,
            String firstName,
            String title,
            int age,
            String gender,
            @Nullable String occupation,
            @Nullable String emotionalState,
            @Nullable Voice voice) {}

    /**
     * How somebody speaks.
     *
     * @param pace {@code slow}, {@code medium} or {@code fast}
     */
    public record Voice(@Nullable String pace) {}

    /**
     * What the patient tells only when asked.
     *
     * @param minBand the least trust in which it may be told
     * @param keyPhrases patterns of which any line that tells the fact matches one, and no other
     *     line does
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record HiddenFact(
            String id,
            String fact,
            List<String> triggerTopics,
            @Nullable Band minBand,
            List<String> keyPhrases) {}

    /**
     * A question this card answers.
     *
     * @param p patterns
     * @param prio added to the score of a match
     * @param after for a follow-up: the intents or cues the patient's last line must come from
     * @param examples ways to ask it, for the comparison by meaning
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record AskIntent(
            String id,
            List<String> p,
            double prio,
            @Nullable List<String> after,
            @Nullable List<String> examples,
            @JsonProperty("r") Lines lines,
            @Nullable Band minBand,
            @Nullable Reveals reveals) {

        public Answer answer() {
            return new Answer(lines, examples, minBand, reveals);
        }

        public List<String> follows() {
            return after == null ? List.of() : after;
        }
    }

    /**
     * Advice or explanation the patient reacts to.
     *
     * @param tb how the patient repeats it, after "I should"
     * @param examples ways to say it, for the comparison by meaning
     */
    public record TellIntent(
            String id,
            List<String> p,
            double prio,
            String tb,
            @Nullable List<String> examples,
            @JsonProperty("r") Lines lines) {}

    /**
     * A hint the patient drops.
     *
     * @param reward said once the learner has picked it up
     * @param missed said when two turns have passed it by
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Cue(
            String id,
            String say,
            Condition fire,
            @Nullable Condition skipIf,
            List<String> topicWords,
            List<String> pickedUpBy,
            String reward,
            @Nullable Reveals reveals,
            String missed) {

        public List<String> facts() {
            return reveals == null ? List.of() : List.copyOf(reveals.facts());
        }
    }

    /**
     * A question the patient raises.
     *
     * @param good patterns of an answer
     * @param bad patterns of a false promise or a dismissal
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record PatientQuestion(
            String id,
            String ask,
            Condition fire,
            @Nullable Condition skipIf,
            List<String> good,
            List<String> bad,
            String ok,
            String dodge) {}

    /** The last line, by band, and the one said when time is up. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Closing(String guarded, String neutral, String open, String timeUp) {

        public String in(Band band) {
            return switch (band) {
                case GUARDED -> guarded;
                case NEUTRAL -> neutral;
                case OPEN -> open;
            };
        }
    }

    /** One thing a complete consultation holds, and the criteria it speaks for. */
    public record FullMark(String id, String what, List<String> criteria, Needs needs) {}

    /** What the record must hold for a full mark; everything named must. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Needs(
            @Nullable List<String> asked,
            @Nullable List<String> told,
            @Nullable List<String> revealed,
            @Nullable List<String> answered,
            @Nullable List<String> cue,
            @Nullable List<String> events,
            @Nullable List<String> notEvents,
            @Nullable List<Needs> anyOf,
            @Nullable Count askedCount,
            @Nullable Count toldCount,
            @Nullable Count revealedCount) {}

    /** At least so many of these. */
    public record Count(List<String> of, int min) {}

    /** A line the patient can say, and where in the card it stands. */
    public record PlacedLine(String path, String text) {}

    /** Every line the patient can say, teach-back fragments included. */
    public List<PlacedLine> lines() {
        var lines = new ArrayList<PlacedLine>();
        lines.add(new PlacedLine("opening_line", openingLine));
        std.forEach((name, answer) -> place("std." + name + ".r", answer.lines(), lines));
        for (var intent : ask) {
            place("ask." + intent.id() + ".r", intent.lines(), lines);
        }
        for (var intent : tell) {
            place("tell." + intent.id() + ".r", intent.lines(), lines);
            lines.add(new PlacedLine("tell." + intent.id() + ".tb", intent.tb()));
        }
        for (var cue : cues) {
            lines.add(new PlacedLine("cues." + cue.id() + ".say", cue.say()));
            lines.add(new PlacedLine("cues." + cue.id() + ".reward", cue.reward()));
            lines.add(new PlacedLine("cues." + cue.id() + ".missed", cue.missed()));
        }
        for (var question : questions) {
            lines.add(new PlacedLine("questions." + question.id() + ".ask", question.ask()));
            lines.add(new PlacedLine("questions." + question.id() + ".ok", question.ok()));
            lines.add(new PlacedLine("questions." + question.id() + ".dodge", question.dodge()));
        }
        for (int i = 0; i < fallback.size(); i++) {
            lines.add(new PlacedLine("fallback[" + i + "]", fallback.get(i)));
        }
        for (var band : Band.values()) {
            lines.add(new PlacedLine("closing." + band, closing.in(band)));
        }
        lines.add(new PlacedLine("closing.time_up", closing.timeUp()));
        return lines;
    }

    private static void place(String path, Lines of, List<PlacedLine> to) {
        of.all().forEach(line -> to.add(new PlacedLine(path, line)));
    }
}
