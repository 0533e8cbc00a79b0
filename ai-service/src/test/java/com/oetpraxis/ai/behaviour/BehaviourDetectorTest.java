package com.oetpraxis.ai.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.ai.pattern.ClauseSplitter;
import com.oetpraxis.ai.pattern.NormalisedText;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BehaviourDetectorTest {

    private static final List<String> OPENERS =
            List.of(
                    "what", "when", "where", "which", "who", "why", "how", "do", "does", "did",
                    "is", "are", "was", "were", "have", "has", "had", "can", "could", "would",
                    "will", "shall", "should", "may", "might", "any");

    private static final String LAY_TWO_CLAUSES_ON =
            "You have an exacerbation. I mean it. A flare up.";

    private final BehaviourDetector detector = new BehaviourDetector(CueLists.load(), OPENERS);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Good morning, Mr Ames.                           | GREETING
                    My name is Ana, I'm one of the nurses.           | INTRODUCTION
                    Good morning, Mr Ames.                           | NAME_USE
                    Do you mind if I sit down?                       | PERMISSION
                    Thank you for telling me.                        | THANKS
                    How did it start?                                | OPEN_QUESTION
                    Tell me more?                                    | OPEN_QUESTION
                    Do you know why we use the bandages?             | PRIOR_KNOWLEDGE
                    How long have you had it?                        | CLOSED_QUESTION
                    Does it hurt?                                    | CLOSED_QUESTION
                    Does that make sense?                            | CHECK_QUESTION
                    You're not coughing blood, are you?              | LEADING_QUESTION
                    It hurts, doesn't it, and you rest, don't you?   | LEADING_QUESTION
                    Is it sharp or dull or burning?                  | COMPOUND_QUESTION
                    Calm down, please.                               | DISMISSIVE
                    Don't worry.                                     | DISMISSIVE
                    You'll be fine, I'm sure.                        | FALSE_REASSURANCE
                    You should have come earlier.                    | JUDGEMENTAL
                    What worries you most?                           | ICE_CONCERN
                    What do you think is causing it?                 | ICE_IDEA
                    To summarise, you cough at night.                | SUMMARY
                    You have hypertension.                           | JARGON_UNEXPLAINED
                    You have hypertension, high blood pressure.      | JARGON_EXPLAINED
                    If it gets worse, ring us.                       | SAFETY_NET
                    If you get chest pain, go straight to A&E.       | SAFETY_NET
                    Could you tell me in your own words?             | TEACH_BACK
                    """)
    void finds(String turn, Behaviour behaviour) {
        assertThat(behavioursIn(turn, "", false)).contains(behaviour);
    }

    @Test
    void takesNoQuestionForTheNameForOneAboutHopes() {
        assertThat(behavioursIn("What would you like me to call you?", "", false))
                .doesNotContain(Behaviour.ICE_EXPECTATION);
        assertThat(behavioursIn("What would you like from today?", "", false))
                .contains(Behaviour.ICE_EXPECTATION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "You should have been called, and I apologise.",
                "You shouldn't have had to wait until morning."
            })
    void takesNoApologyForBlame(String turn) {
        assertThat(behavioursIn(turn, "", false)).doesNotContain(Behaviour.JUDGEMENTAL);
    }

    @Test
    void countsEmpathyOnlyWhereThereWasCause() {
        var turn = "I'm sorry to hear that.";

        assertThat(behavioursIn(turn, "I'm scared it is cancer.", false))
                .contains(Behaviour.EMPATHY)
                .doesNotContain(Behaviour.STOCK_EMPATHY);
        assertThat(behavioursIn(turn, "I came by bus.", false))
                .contains(Behaviour.STOCK_EMPATHY)
                .doesNotContain(Behaviour.EMPATHY);
    }

    @Test
    void takesAnExplanationUpToTwoClausesLater() {
        assertThat(behavioursIn(LAY_TWO_CLAUSES_ON, "", false))
                .contains(Behaviour.JARGON_EXPLAINED)
                .doesNotContain(Behaviour.JARGON_UNEXPLAINED);
    }

    @Test
    void allowsATermThePatientKnows() {
        var turn = "Your coeliac disease explains it.";
        var clauses = new ClauseSplitter(OPENERS).split(turn);
        var known = NormalisedText.of("Coeliac disease confirmed by biopsy");

        var found =
                detector.detect(
                        new TurnContext(clauses, NormalisedText.of(""), known, Set.of(), false));

        assertThat(found)
                .extracting(Observed::behaviour)
                .doesNotContain(Behaviour.JARGON_UNEXPLAINED);
    }

    @Test
    void allowsReassuranceThatSaysWhy() {
        var turn =
                "Don't worry about the noise, because it is only the two parts of the new joint"
                        + " touching each other.";

        assertThat(behavioursIn(turn, "", false)).doesNotContain(Behaviour.DISMISSIVE);
    }

    @Test
    void tellsInterruptingFromListening() {
        assertThat(behavioursIn("Right, I see, go on.", "", true))
                .doesNotContain(Behaviour.INTERRUPTION);
        assertThat(behavioursIn("But what about smoking?", "", true))
                .contains(Behaviour.INTERRUPTION);
        assertThat(behavioursIn("But what about smoking?", "", false))
                .doesNotContain(Behaviour.INTERRUPTION);
    }

    @Test
    void callsSixtyWordsWithoutACheckALecture() {
        var speech = "You take the tablet with water in the morning and at night. ".repeat(6);

        assertThat(behavioursIn(speech, "", false)).contains(Behaviour.LECTURE);
        assertThat(
                        behavioursIn(
                                speech.substring(0, 180)
                                        + "Is that clear? "
                                        + speech.substring(180),
                                "",
                                false))
                .doesNotContain(Behaviour.LECTURE);
    }

    @Test
    void pointsAtTheWords() {
        var turn = "Well, calm down now.";
        var found = detector.detect(context(turn, "", false));

        assertThat(found)
                .filteredOn(one -> one.behaviour() == Behaviour.DISMISSIVE)
                .extracting(one -> turn.substring(one.start(), one.end()))
                .containsExactly("calm down");
    }

    private List<Behaviour> behavioursIn(String turn, String before, boolean interrupting) {
        return detector.detect(context(turn, before, interrupting)).stream()
                .map(Observed::behaviour)
                .toList();
    }

    private static TurnContext context(String turn, String before, boolean interrupting) {
        return new TurnContext(
                new ClauseSplitter(OPENERS).split(turn),
                NormalisedText.of(before),
                NormalisedText.of(before),
                Set.of("ames", "wilf"),
                interrupting);
    }
}
