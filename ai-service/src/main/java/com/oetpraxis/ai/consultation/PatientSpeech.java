package com.oetpraxis.ai.consultation;

import com.oetpraxis.ai.behaviour.BehaviourDetector;
import com.oetpraxis.ai.language.SpokenText;
import com.oetpraxis.ai.pattern.Clause;
import com.oetpraxis.ai.pattern.NormalisedText;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the patient said between two turns of the learner.
 *
 * @param text all of it
 * @param stems stems of the words of content of what a patient would say
 * @param causes clauses that give cause for empathy: what the patient feels, suffers or fears
 * @param questions questions the patient asks as a patient
 * @param end seconds at which the patient fell silent; null where it is not known
 * @param start seconds at which the last of the patient's turns began; null where not known
 */
record PatientSpeech(
        String text,
        NormalisedText words,
        Set<String> stems,
        List<Clause> causes,
        List<Clause> questions,
        @Nullable Double start,
        @Nullable Double end) {

    private static final Set<String> SELF =
            Set.of("i", "im", "ive", "ill", "id", "me", "my", "we", "us", "our", "mine");
    private static final List<String> PROFESSIONAL =
            List.of(
                    "summary",
                    "closing",
                    "check_understanding",
                    "teach_back",
                    "invite_questions",
                    "invite_reaction",
                    "empathy_understand",
                    "empathy_support",
                    "ice_idea",
                    "ice_concern",
                    "ice_expectation",
                    "ice_feeling");
    private static final Set<String> OTHER = Set.of("you", "your", "youre", "youve");

    /** Nobody spoke. */
    static final PatientSpeech NONE =
            new PatientSpeech(
                    "", NormalisedText.of(""), Set.of(), List.of(), List.of(), null, null);

    static PatientSpeech of(List<SpokenText> turns, Stems stems, Lists lists) {
        if (turns.isEmpty()) {
            return NONE;
        }
        var clauses = turns.stream().flatMap(turn -> turn.clauses().stream()).toList();
        var text = String.join(" ", turns.stream().map(turn -> turn.turn().text()).toList());
        var detector = lists.detector();
        var own = clauses.stream().filter(clause -> !isProfessional(clause, lists)).toList();
        return new PatientSpeech(
                text,
                NormalisedText.of(
                        String.join(" ", clauses.stream().map(c -> c.words().toString()).toList())),
                stems.ofContent(own),
                own.stream().filter(clause -> isCause(clause, detector)).toList(),
                own.stream()
                        .filter(clause -> clause.isQuestion() && clause.words().size() > 2)
                        .filter(clause -> !lists.isPrompt(clause.words()))
                        .toList(),
                turns.getLast().turn().start(),
                turns.getLast().turn().end());
    }

    /**
     * What speaks of the patient; a line about "you" alone is a professional's, whoever says it.
     */
    private static boolean isCause(Clause clause, BehaviourDetector detector) {
        return detector.givesCauseForEmpathy(clause.words())
                && (holds(clause, SELF) || !holds(clause, OTHER));
    }

    /** A line that a professional would say: nothing of a patient, whoever says it. */
    private static boolean isProfessional(Clause clause, Lists lists) {
        return PROFESSIONAL.stream()
                .anyMatch(name -> lists.cues().cue(name).matches(clause.words()));
    }

    private static boolean holds(Clause clause, Set<String> words) {
        return clause.words().tokens().stream().anyMatch(token -> words.contains(token.word()));
    }

    /** Whether the patient said nothing at all; a "Hm" is something. */
    boolean isSilent() {
        return text.isBlank();
    }

    boolean givesCause() {
        return !causes.isEmpty();
    }
}
