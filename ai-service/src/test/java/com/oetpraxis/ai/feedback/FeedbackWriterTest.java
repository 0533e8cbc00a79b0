package com.oetpraxis.ai.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.ai.behaviour.CueLists;
import com.oetpraxis.ai.behaviour.JargonTerm;
import com.oetpraxis.ai.consultation.CardRecord;
import com.oetpraxis.ai.consultation.Criterion;
import com.oetpraxis.ai.feedback.Analysis.TaskCoverage;
import com.oetpraxis.ai.feedback.Feedback.Improvement;
import com.oetpraxis.ai.feedback.Feedback.Strength;
import com.oetpraxis.ai.patient.Hit;
import com.oetpraxis.ai.patient.Matched;
import com.oetpraxis.ai.scoring.Talks;
import com.oetpraxis.ai.transcript.Quote;
import com.oetpraxis.ai.transcript.Transcript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedbackWriterTest {

    private static final Set<Criterion> LANGUAGE =
            Set.of(Criterion.INTELLIGIBILITY, Criterion.FLUENCY, Criterion.RESOURCES);

    private final FeedbackWriter writer =
            new FeedbackWriter(FeedbackTexts.load(), CueLists.load(), Talks.scorer());

    static Stream<Transcript> talks() {
        return Stream.concat(Talks.allGolden().stream(), Talks.allScripts().stream());
    }

    @ParameterizedTest
    @MethodSource("talks")
    void writesThreeOfEachInTheLearnersOwnWords(Transcript talk) {
        var feedback = write(talk);

        assertThat(feedback.strengths()).hasSize(3).doesNotHaveDuplicates();
        assertThat(feedback.strengths()).extracting(Strength::observation).doesNotHaveDuplicates();
        assertThat(feedback.strengths())
                .allSatisfy(one ->
                        assertThat(one.examples())
                                .isNotEmpty()
                                .allSatisfy(quote -> assertStands(talk, quote)));
        assertThat(feedback.improvements())
                .extracting(Improvement::observation)
                .doesNotHaveDuplicates();
        assertThat(feedback.improvements())
                .hasSize(3)
                .allSatisfy(one -> {
                    assertStands(talk, one.quote());
                    assertThat(one.suggestion()).isNotBlank();
                    assertThat(one.example())
                            .isNotBlank()
                            .isNotEqualTo(one.quote().text())
                            .doesNotContain("  ", "null", "%", "{");
                });
    }

    @ParameterizedTest
    @MethodSource("talks")
    void praisesNothingThatWasMarkedDown(Transcript talk) {
        var blamed =
                Talks.score(talk).report().evidence().stream()
                        .filter(one -> !one.credit() && !LANGUAGE.contains(one.criterion()))
                        .map(one -> one.quote())
                        .toList();
        var praised =
                write(talk).strengths().stream()
                        .filter(one -> !one.observation().startsWith("You took your turn"))
                        .filter(one -> !one.category().matches("grammar|pronunciation|vocabulary"))
                        .flatMap(one -> one.examples().stream());

        assertThat(praised)
                .allSatisfy(quote ->
                        assertThat(blamed)
                                .noneMatch(bad ->
                                        bad.turn() == quote.turn()
                                                && bad.start() < quote.end()
                                                && quote.start() < bad.end()));
    }

    /** A better line that keeps a fault, or makes one, teaches it. */
    @ParameterizedTest
    @MethodSource("talks")
    void holdsUpNoFaultAsAnExample(Transcript talk) {
        assertThat(write(talk).improvements())
                .extracting(Improvement::example)
                .filteredOn(example ->
                        !example.matches(
                                "(?s)(Look at|Say|Practise|Keep|In plain|There is a medical) .*"))
                .allMatch(example -> Talks.scorer().isExemplary(example, null));
    }

    @Test
    void saysAgainNoOrderThatHoldsMoreFaults() {
        var order =
                "You should to take the painkiller half hour before, so it will not hurts so much.";
        var improvement = improvement("This sounds like an order.", order);

        assertThat(improvement.example()).doesNotContain("painkiller", "hurts");
        assertThat(
                        improvement(
                                        "This sounds like an order.",
                                        "You should take the painkiller half an hour before.")
                                .example())
                .isEqualTo("I'd suggest that you take the painkiller half an hour before.");
    }

    @Test
    void explainsATermOnlyWhereNoOtherIsLeft() {
        var observation = "This technical term was not explained.";

        assertThat(
                        improvement(
                                        observation,
                                        "You need a bronchoscopy and a CT to exclude a neoplasm of the bronchus.")
                                .example())
                .isEqualTo(
                        "In plain words: “Bronchoscopy, which means a look into the lungs with a thin camera.”");
        assertThat(improvement(observation, "You need a bronchoscopy next week.").example())
                .isEqualTo(
                        "You need a bronchoscopy, which means a look into the lungs with a thin camera, next week.");
    }

    @Test
    void takesAnInvitationToAskForOne() {
        for (var invites :
                List.of(
                        "What questions do you still have for me?",
                        "What would you like to ask me?",
                        "Do you have any further questions?")) {
            assertThat(
                            measures(
                                    after(
                                            "Thank you.",
                                            "The bandage squeezes the leg gently and pushes the fluid back up towards the heart. "
                                                    + invites)))
                    .as(invites)
                    .contains("+invites_questions");
        }
    }

    @Test
    void takesNoQuestionForASummary() {
        assertThat(
                        measures(
                                after(
                                        "I had a call at eight.",
                                        "Could you tell me what you've been told so far about the call?")))
                .doesNotContain("+sums_up");
        assertThat(
                        measures(
                                after(
                                        "I had a call at eight.",
                                        "So far you've told me about the call at eight.")))
                .contains("+sums_up");
    }

    @Test
    void takesAnApologyForTheDelayForNoExplanation() {
        var late = "I'm so sorry to have kept you waiting out there all this morning.";
        var talk =
                Talks.typed(
                        "late",
                        "phy-01-back-pain",
                        "C: Hello, I'm Sam, your physiotherapist. " + late,
                        "P: My back went.",
                        "C: How long has it been like that?",
                        "P: Two weeks.");

        assertThat(write(talk).improvements()).noneMatch(one -> late.contains(one.quote().text()));
    }

    @Test
    void takesNeitherBlameNorOrdersNorApologiesForAnAnswer() {
        var asks = "Just tell me, doctor. Is it cancer?";
        for (var line :
                List.of(
                        "It's your own fault, you should have quit smoking many years ago, really.",
                        "You must stop smoking now. Just do what I tell you and nothing else.",
                        "I'm so sorry to have kept you waiting out there all morning today.")) {
            assertThat(measures(after(asks, line)))
                    .as(line)
                    .contains("-question_not_answered")
                    .doesNotContain("+answers_question", "+follows_up");
        }
        assertThat(
                        measures(
                                after(
                                        asks,
                                        "I don't know yet whether it is cancer, and the scan on Friday will tell us.")))
                .contains("+answers_question");
        assertThat(
                        measures(
                                after(
                                        "Sorry, were you going to say something?",
                                        "I'm sorry, I was thinking about what you said just now about your leg.")))
                .doesNotContain("+answers_question", "-question_not_answered");
    }

    @Test
    void pointsAheadWithNoNextPatient() {
        assertThat(
                        measures(
                                after(
                                        "Right.",
                                        "I haven't got all day. The nurse will give you the form. Next patient.")))
                .contains("-dismissive")
                .doesNotContain("+signpost");
    }

    @Test
    void doesNotPraiseAnOpeningThatGuessesTheAnswer() {
        var talk =
                Talks.typed(
                        "guess",
                        "med-01-cough",
                        "C: Sit down. What's wrong with you, is it a cough?",
                        "P: Yes.");

        assertThat(measures(talk))
                .contains("-opens_with_closed_question")
                .doesNotContain("+opens_with_open_question", "-insult");
    }

    @Test
    void missesNoWarningThatWasGivenTheTurnBefore() {
        var talk =
                Talks.typed(
                        "announced",
                        "den-01-wisdom-tooth",
                        "C: Good morning, I'm Dr Mensah, the dentist. How can I help you today?",
                        "P: My tooth hurts.",
                        "C: I'd like to explain why I recommend taking the tooth out. Is that all right?",
                        "P: OK.",
                        "C: The tooth is only half through, so food gets trapped under the gum and it keeps getting infected.",
                        "P: I see.");

        assertThat(write(talk).improvements())
                .noneMatch(one -> one.observation().contains("without a word of warning"));
    }

    @Test
    void namesTheGravestFirst() {
        var talk =
                Talks.typed(
                        "rude",
                        "med-01-cough",
                        "C: Good morning, I'm the doctor. What has been happening with your cough?",
                        "P: It won't go. My dad had it.",
                        "C: It's your own fault, you should have quit years ago.",
                        "P: Here we go.",
                        "C: Don't worry, it's nothing.",
                        "P: Just tell me, doctor. Is it cancer?",
                        "C: You need a bronchoscopy and a CT to exclude a neoplasm of the bronchus.",
                        "P: Right.");

        assertThat(write(talk).improvements())
                .extracting(one -> one.quote().text())
                .containsExactlyInAnyOrder(
                        "It's your own fault, you should have quit years ago.",
                        "Don't worry, it's nothing.",
                        "You need a bronchoscopy and a CT to exclude a neoplasm of the bronchus.");
        assertThat(write(talk).improvements().getLast().observation()).contains("“Is it cancer?”");
    }

    @Test
    void anHonestAnswerToAWishForAPromiseIsAnAnswer() {
        var talk =
                Talks.typed(
                        "promise",
                        "nur-02-ward-fall",
                        "C: Good morning, I'm Amara, the nurse in charge.",
                        "P: All right. Can you promise me it won't happen again?",
                        "C: I wish I could promise that, but I can't guarantee that she'll never fall. What I"
                                + " can promise is that we will do everything we can to lower the risk.",
                        "P: No. I suppose nobody can.");

        assertThat(record(talk).questions().get("q_promise")).isNotNull();
        assertThat(record(talk).events()).doesNotContain("false_reassurance");
        assertThat(
                        AnalysisReader.read(Talks.score(talk), FeedbackTexts.load())
                                .missedOpportunities())
                .noneMatch(text -> text.contains("and got no answer"));
    }

    @Test
    void takesAHintUpLate() {
        var talk =
                Talks.typed(
                        "late",
                        "nur-02-ward-fall",
                        "C: Good morning, I'm Amara, the nurse in charge.",
                        "P: Nothing else. Dad would be turning in his grave.",
                        "C: Nobody rang you until the morning, and that was wrong.",
                        "P: All right.",
                        "C: How long was the drive?",
                        "P: Three hours.",
                        "C: What did you mean when you said he would be turning in his grave?",
                        "P: I promised him I'd look after her. And I was asleep.");

        assertThat(Objects.requireNonNull(record(talk).cues().get("cue_dad")).text())
                .contains("turning in his grave");
    }

    @Test
    void blamesNoTaskForWhatBelongsToAnother() {
        var talk =
                Talks.typed(
                        "task",
                        "nur-02-ward-fall",
                        "C: Good morning, I'm Amara, the nurse in charge.",
                        "P: Well.");
        var tasks = AnalysisReader.read(Talks.score(talk), FeedbackTexts.load()).taskCoverage();

        assertThat(tasks.get(1).task()).startsWith("Acknowledge her feelings");
        assertThat(tasks.get(1).missed()).noneMatch(text -> text.contains("glasses")).isNotEmpty();
    }

    @Test
    void seesThatTheReasonWasAskedFor() {
        var talk =
                Talks.typed(
                        "reason",
                        "nur-01-leg-ulcer",
                        "C: Hello, I'm Amara, the nurse. How have things been?",
                        "P: They've come off again.",
                        "C: Can I ask what makes you take them off?",
                        "P: They itch.");
        var tasks = AnalysisReader.read(Talks.score(talk), FeedbackTexts.load()).taskCoverage();

        assertThat(tasks.get(1).task()).startsWith("Explore why the bandages come off");
        assertThat(tasks.get(1).status()).isEqualTo("partly");
    }

    private static final Map<String, String> SAYS_THE_OPPOSITE =
            Map.ofEntries(
                    Map.entry(
                            "opens_with_open_question",
                            "an open question first|first question could be"),
                    Map.entry("invites_questions", "the patient's own questions"),
                    Map.entry("checks_understanding", "without checking|not check that the plan"),
                    Map.entry("teach_back", "not check that the plan|say the plan back"),
                    Map.entry("safety_net", "not told when to get help"),
                    Map.entry("sums_up", "did not sum up"),
                    Map.entry(
                            "asks_for_concerns", "did not ask what worries|not ask here, or later"),
                    Map.entry("asks_for_ideas", "did not ask what the patient thinks"),
                    Map.entry("asks_for_expectations", "did not ask what the patient was hoping"),
                    Map.entry("asks_what_is_known", "before finding out what the patient already"),
                    Map.entry("empathy", "did not answer what the patient felt"),
                    Map.entry("greeting", "did not greet"),
                    Map.entry("own_name", "did not say who you are|did not learn who you are"),
                    Map.entry("role", "did not say who you are|did not learn who you are"),
                    Map.entry("closes", "no clear end"));

    static Stream<Transcript> manyTalks() {
        return Stream.concat(talks(), Talks.generated(24));
    }

    /** Of one and the same thing a report says that it was there, or that it was not. */
    @ParameterizedTest
    @MethodSource("manyTalks")
    void neverPraisesAndMissesTheSame(Transcript talk) {
        var assessment = Talks.score(talk);
        var feedback = write(talk);
        var missed =
                Stream.concat(
                                AnalysisReader.read(assessment, FeedbackTexts.load())
                                        .missedOpportunities()
                                        .stream(),
                                feedback.improvements().stream().map(Improvement::observation))
                        .toList();

        for (var one : assessment.report().evidence()) {
            var opposite = SAYS_THE_OPPOSITE.get(one.measure());
            if (one.credit() && opposite != null) {
                assertThat(missed)
                        .as(one.toString())
                        .noneMatch(text -> Pattern.compile(opposite).matcher(text).find());
            }
        }
        for (var strength : feedback.strengths()) {
            assertThat(feedback.improvements())
                    .filteredOn(one -> one.category().equals(strength.category()))
                    .filteredOn(one -> !one.category().matches("grammar|pronunciation|vocabulary"))
                    .noneMatch(one ->
                            strength.examples().contains(one.quote())
                                    && assessment.report().evidence().stream()
                                            .anyMatch(bad ->
                                                    !bad.credit()
                                                            && bad.quote().equals(one.quote())));
        }
    }

    private static Transcript after(String patient, String learner) {
        return Talks.typed(
                "after",
                null,
                "C: Good morning, I'm Sam, one of the doctors. What has been happening?",
                "P: My leg is sore and I had a call at eight.",
                "C: I see. How long has it been sore?",
                "P: " + patient,
                "C: " + learner,
                "P: Right.");
    }

    private static List<String> measures(Transcript talk) {
        return Talks.score(talk).report().evidence().stream()
                .map(one -> (one.credit() ? "+" : "-") + one.measure())
                .toList();
    }

    private Improvement improvement(String observation, String line) {
        var talk =
                Talks.typed(
                        "improvement",
                        null,
                        "C: Good morning, I'm Sam, one of the nurses. I'd like to hear how you have"
                                + " been. What has been happening?",
                        "P: My knee gives way on the stairs.",
                        "C: I see. What worries you most about the knee?",
                        "P: Work. I stand all day.",
                        "C: And what have you been told about it so far?",
                        "P: Nothing much.",
                        "C: " + line + " How does that sound? Does that make sense?",
                        "P: Yes.",
                        "C: To sum up, your knee gives way on the stairs. If it gets worse, ring us"
                                + " straight away. Do you have any questions?",
                        "P: No.",
                        "C: Could you tell me in your own words what you are going to do? Goodbye,"
                                + " and take care.");
        return write(talk).improvements().stream()
                .filter(one -> one.observation().equals(observation))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void hasPlainWordsForEveryTechnicalTerm() {
        assertThat(FeedbackTexts.load().glosses().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        CueLists.load().jargon().stream().map(JargonTerm::term).toList());
    }

    @Test
    void namesBlameBeforeAnythingSmaller() {
        var worst = write(Talks.golden("g3-inhalers-fluent-lecture")).improvements().getFirst();

        assertThat(worst.observation()).startsWith("This can sound like blame.");
        assertThat(worst.quote().text()).startsWith("You do realise").endsWith("?");
    }

    @Test
    void namesTheStrengthsOfAKindTalkWithManySlips() {
        var feedback = write(Talks.golden("g2-inhalers-kind-but-halting"));

        assertThat(feedback.strengths())
                .extracting(Strength::category)
                .containsExactly("empathy", "patientEducation", "clinicalCommunication");
        assertThat(feedback.improvements().getFirst().category()).isEqualTo("grammar");
        assertThat(feedback.summary())
                .contains("Strongest: empathy", "To work on first: language accuracy")
                .contains("not an OET result");
    }

    @ParameterizedTest
    @ValueSource(strings = {"doctor", "nurse", "dentist", "physiotherapist"})
    void hasAThemeForEachProfession(String profession) {
        var talk = Talks.golden("g5-cough-good");

        assertThat(writer.write(Talks.score(talk), profession).summary())
                .contains("As a " + profession);
        assertThat(writer.write(Talks.score(talk), "veterinarian").summary())
                .doesNotContain("As a ", "veterinarian");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Hello", "Hello. Goodbye.", "Um", "a b c", "No!?! Yes...", "Dr. Khan"})
    void writesThreeOfEachFromAFewWords(String text) {
        var talk = Talks.typed("tiny", null, "C: " + text, "P: It hurts.");

        var feedback = write(talk);

        assertThat(feedback.strengths()).hasSize(3);
        assertThat(feedback.improvements()).hasSize(3);
        assertThat(feedback.strengths())
                .flatExtracting(Strength::examples)
                .allSatisfy(quote -> assertStands(talk, quote));
        assertThat(feedback.improvements()).allSatisfy(one -> assertStands(talk, one.quote()));
    }

    @Test
    void quotesNobodyWhereTheLearnerSaidNothing() {
        var feedback = write(Talks.typed("silent", "med-01-cough", "P: Hello?", "C: ", "P: Bye."));

        assertThat(feedback.strengths()).isEmpty();
        assertThat(feedback.improvements()).isEmpty();
        assertThat(feedback.summary()).contains("too brief");
    }

    @Test
    void laysAGoodTalkBesideItsTasks() {
        assertThat(coverage("g5-cough-good"))
                .hasSize(5)
                .extracting(TaskCoverage::status)
                .containsOnly("covered");
    }

    @Test
    void laysALectureBesideItsTasks() {
        assertThat(coverage("g3-inhalers-fluent-lecture"))
                .hasSize(5)
                .extracting(TaskCoverage::status)
                .containsOnly("missed");
    }

    /** A question that no pattern knows, but the patient understood and answered. */
    @Test
    void creditsWhatThePatientUnderstood() {
        var asking = "Do you still light up at all these days?";
        var talk =
                List.of("C: Hello, I'm Sam, the doctor.", "P: Hello.", "C: " + asking, "P: Yes.");
        var hits =
                List.of(
                        new Hit(0, Hit.Kind.ASK, "smoking", Hit.By.VECTOR, 0.7),
                        new Hit(0, Hit.Kind.ASK, "pain", Hit.By.VECTOR, 0.5));

        var read = Talks.typed("read", "med-01-cough", talk.toArray(String[]::new));
        var live = Talks.understood(read, 2, new Matched(2, false, hits));

        assertThat(record(read).asked()).doesNotContainKey("smoking");
        assertThat(record(live).asked()).containsOnlyKeys("smoking");
        assertThat(record(live).asked().values())
                .singleElement()
                .extracting(Quote::text)
                .isEqualTo("Do you still light up at all these days");
    }

    /** The report does not say what the patient did not take in. */
    @Test
    void creditsNoAdviceThatThePatientDidNotTakeIn() {
        var talk =
                Talks.typed(
                        "told",
                        "nur-01-leg-ulcer",
                        "C: The bandage squeezes the leg and pushes the fluid back up the veins.",
                        "P: I see.");
        var other = List.of(new Hit(0, Hit.Kind.TELL, "elevate", Hit.By.VECTOR, 0.5));

        assertThat(record(talk).told()).containsKey("how_compression");
        assertThat(record(Talks.understood(talk, 0, new Matched(0, false, other))).told())
                .containsOnlyKeys("elevate");
    }

    private static CardRecord record(Transcript talk) {
        return Objects.requireNonNull(Talks.score(talk).conduct().card());
    }

    @Test
    void showsATaskByWhatBelongsToIt() {
        var tasks = coverage("g1-inhalers-excellent");

        assertThat(tasks.getFirst().status()).isEqualTo("partly");
        assertThat(tasks.getFirst().missed())
                .contains(
                        "You did not ask about smoking. For example: “Do you smoke or vape, or have"
                                + " you ever?”");
        assertThat(tasks.getFirst().evidence())
                .extracting(Quote::text)
                .contains("How often does it wake you up");
        assertThat(tasks.subList(1, 5)).extracting(TaskCoverage::status).containsOnly("covered");
    }

    @ParameterizedTest
    @MethodSource("talks")
    void showsWholeSentencesAndWordingsThatDiffer(Transcript talk) {
        var feedback = write(talk);

        assertThat(feedback.improvements())
                .allSatisfy(one -> {
                    assertThat(words(one.example())).isNotEqualTo(words(one.quote().text()));
                    assertThat(one.example()).doesNotContain("You said: “", "You asked: “");
                    if (!one.category().equals("pronunciation")) {
                        assertWhole(talk, one.quote());
                    }
                });
        assertThat(feedback.strengths())
                .flatExtracting(Strength::examples)
                .allSatisfy(quote -> assertWhole(talk, quote));
        assertThat(feedback.strengths())
                .extracting(Strength::observation)
                .noneMatch(text -> text.contains("subordinate"));
    }

    private static String words(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ").strip();
    }

    /**
     * Neither its first nor its last word is parted from the sentence, unless that is very long.
     */
    private static void assertWhole(Transcript talk, Quote quote) {
        var turn =
                talk.learnerTurns().stream()
                        .filter(one -> one.index() == quote.turn())
                        .findFirst()
                        .orElseThrow();
        var after =
                quote.text().matches(".*[.?!\u2026]$")
                        ? ""
                        : turn.text().substring(quote.end()).split("[.?!]", 2)[0];
        var before = turn.text().substring(0, quote.start());
        var from = before.replaceAll("^.*(?<!Mr|Mrs|Ms|Dr)[.?!]", "");
        int length = (from + quote.text() + after).split("\\s+", -1).length;

        if (length <= 35) {
            assertThat(after + from).as(quote.text()).doesNotContainPattern("[A-Za-z]{2}");
        }
    }

    @Test
    void theExampleInTheDocumentsIsItsOwn() throws IOException {
        var page = Files.readString(Path.of("../docs/scoring/example.md"));
        var feedback = write(Talks.golden("g5-cough-good"));

        assertThat(feedback.strengths())
                .allSatisfy(one -> {
                    assertThat(page).contains(one.observation());
                    assertThat(one.examples())
                            .allSatisfy(
                                    quote -> assertThat(page).contains("“" + quote.text() + "”"));
                });
        assertThat(feedback.improvements())
                .allSatisfy(one ->
                        assertThat(page)
                                .contains(one.observation(), one.example())
                                .contains("“" + one.quote().text() + "”"));
    }

    @Test
    void takesNoInferenceForAnOrder() {
        var talk =
                Talks.typed(
                        "inference",
                        "nur-02-ward-fall",
                        "C: Good morning. You must be Ms Castle. I'm Sam, one of the nurses.",
                        "P: Yes. Why did nobody ring me?",
                        "C: You must be very upset, and you must have been worried all night.",
                        "P: I was.",
                        "C: You should be told when something happens, and I'm sorry that you were"
                                + " not. Please don't feel you have to apologise.",
                        "P: Thank you.");

        assertThat(Talks.score(talk).report().evidence())
                .noneMatch(one -> one.measure().equals("order"));
        assertThat(write(talk).improvements())
                .noneMatch(one -> one.observation().contains("order"));
    }

    @Test
    void doesNotMissAReactionThatWasAskedForInThatVeryTurn() {
        var asked =
                "I'd like you to walk for ten minutes twice a day, because moving keeps your back"
                        + " from getting stiff and helps it to heal. How do you feel about that?";
        var talk =
                Talks.typed(
                        "asked",
                        "phy-01-back-pain",
                        "C: Hello, I'm Sam, your physiotherapist. What has been happening?",
                        "P: My back went.",
                        "C: " + asked,
                        "P: I can try.");

        assertThat(write(talk).improvements())
                .noneMatch(one ->
                        asked.contains(one.quote().text())
                                && one.observation().matches(".*(react|without checking).*"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "If you raise your hand, I'll stop straight away.",
                "I can stop immediately if you want me to.",
                "Please sit down and I'll explain it straight away."
            })
    void praisesNoSafetyNetWhereThereIsNone(String text) {
        var talk =
                Talks.typed(
                        "no-net",
                        "den-01-wisdom-tooth",
                        "C: Hello, I'm Sam, the dentist. What brings you in?",
                        "P: My wisdom tooth.",
                        "C: We numb the tooth first, so you will feel pressure but no pain. "
                                + text,
                        "P: All right.");

        assertThat(Talks.score(talk).report().evidence())
                .noneMatch(one -> one.measure().equals("safety_net"));
    }

    @Test
    void findsTheSafetyNetWhereThereIsOne() {
        for (var text :
                List.of(
                        "If your lip is still numb after a day, please ring us straight away.",
                        "Go to hospital straight away if the bleeding does not stop.",
                        "If you feel worse, get help straight away.")) {
            var talk =
                    Talks.typed(
                            "net",
                            "den-01-wisdom-tooth",
                            "C: Hello, I'm Sam, the dentist. What brings you in?",
                            "P: My wisdom tooth.",
                            "C: We numb the tooth first, so you will feel pressure but no pain. "
                                    + text,
                            "P: All right.");

            assertThat(Talks.score(talk).report().evidence())
                    .as(text)
                    .anyMatch(one -> one.measure().equals("safety_net"));
        }
    }

    /**
     * Of every card, whatever it asks for: a sentence to the learner and words that would do it.
     */
    @Test
    void tellsTheLearnerWhatWasMissed() throws IOException {
        try (var files = Files.list(Path.of("../content-service/src/main/resources/cards"))) {
            for (var file : files.sorted().toList()) {
                var id = file.getFileName().toString().replace(".yaml", "");
                var talk =
                        Talks.typed(
                                "nothing",
                                id,
                                "C: It is sunny. You should have been here on time.",
                                "P: Well.",
                                "C: Never mind, you will be fine.",
                                "P: Hm.");

                var analysis = AnalysisReader.read(Talks.score(talk), FeedbackTexts.load());

                assertThat(analysis.missedOpportunities())
                        .as(id)
                        .hasSizeGreaterThan(7)
                        .allSatisfy(text ->
                                assertThat(text)
                                        .matches("(You|The patient|Some of your words) .*")
                                        .contains("For example: “")
                                        .doesNotContain("about this:", " us are", "to not "));
                assertThat(analysis.taskCoverage())
                        .allSatisfy(task -> assertThat(task.how()).isNotBlank());
            }
        }
    }

    private static List<TaskCoverage> coverage(String id) {
        return AnalysisReader.read(Talks.score(Talks.golden(id)), FeedbackTexts.load())
                .taskCoverage();
    }

    private Feedback write(Transcript talk) {
        return writer.write(Talks.score(talk), "nurse");
    }

    private static void assertStands(Transcript talk, Quote quote) {
        var turn =
                talk.learnerTurns().stream()
                        .filter(one -> one.index() == quote.turn())
                        .findFirst()
                        .orElseThrow();
        var points = turn.text().codePoints().toArray();

        assertThat(new String(points, quote.start(), quote.end() - quote.start()))
                .isEqualTo(quote.text())
                .isNotBlank();
    }
}
