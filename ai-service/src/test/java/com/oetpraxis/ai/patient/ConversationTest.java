package com.oetpraxis.ai.patient;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.ai.card.Band;
import com.oetpraxis.ai.card.Card;
import com.oetpraxis.ai.card.Cards;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the scripted patient, one by one. */
class ConversationTest {

    private static final PatientEngine ENGINE = PatientEngine.load();
    private static final String HELLO = "Good morning, my name is Dr Khan.";

    private static Dialogue cough() {
        return new Dialogue(ENGINE, "med-01-cough");
    }

    // --- the opening line ---

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Good morning, my name is Dr Khan.",
                "Hello, I'm Dr Khan. What brings you in today?",
                "What can I do for you?"
            })
    void answersAnOpeningWithTheOpeningLine(String opening) {
        var dialogue = cough();

        assertThat(dialogue.say(opening)).isEqualTo(dialogue.card().openingLine());
    }

    @Test
    void neverSaysTheOpeningLineOnceSomethingElseWasAsked() {
        var dialogue = cough();

        assertThat(dialogue.say("Hello. How long have you had the cough?"))
                .startsWith("About seven");
        assertThat(dialogue.say("Hello.")).doesNotContain("Carol made me come");
        assertThat(dialogue.silence(1).text()).doesNotContain("Carol made me come");
    }

    @Test
    void saysTheOpeningLineUnaskedWhenNobodySpeaks() {
        var dialogue = cough();

        assertThat(dialogue.silence(1).text()).isEqualTo(dialogue.card().openingLine());
        assertThat(dialogue.silence(1).text()).isEqualTo("So what happens now?");
        assertThat(dialogue.say(HELLO)).isNotEqualTo(dialogue.card().openingLine());
    }

    @Test
    void countsAnOpeningQuestionAsAskedAndStillTellsTheStoryLater() {
        var dialogue = cough();
        dialogue.say("Hello, I'm Dr Khan. What brings you in today?");

        assertThat(dialogue.record().asked()).containsExactly("open_story");
        assertThat(dialogue.say("Could you tell me what has been happening?"))
                .contains("Seven weeks");
    }

    // --- answers ---

    @Test
    void answersByHowFarItTrusts() {
        var guarded = cough();
        guarded.say("Hello, you should have come much earlier.");
        assertThat(guarded.record().band()).isEqualTo(Band.GUARDED);
        assertThat(guarded.say("Do you smoke?")).startsWith("I packed it in three years ago.");
        assertThat(guarded.record().revealed()).isEmpty();

        var neutral = cough();
        neutral.say("Hello.");
        assertThat(neutral.say("Do you smoke?")).contains("behind the van");
        assertThat(neutral.record().revealed()).containsExactly("still_smokes");
    }

    @Test
    void tellsMoreOnTheSecondOpenQuestion() {
        var dialogue = cough();
        dialogue.say("Hello. How long have you had it?");
        dialogue.say("Could you tell me what has been happening?");

        assertThat(dialogue.say("Tell me about it.")).contains("first thing in the morning");
    }

    @Test
    void repeatsAnAnswerAsARepetition() {
        var dialogue = cough();
        dialogue.say("Any fever?");

        assertThat(dialogue.say("Have you had a fever?"))
                .startsWith("As I said, no temperature. I woke up");
        assertThat(dialogue.say("Could you repeat that?")).startsWith("As I said, no temperature.");
    }

    /** Two questions of a card may have one answer, word for word. */
    @Test
    void saysNoLineTwiceAsIfForTheFirstTime() {
        for (var code : Cards.codes()) {
            var card = Cards.read(code);
            for (int seed = 0; seed < 20; seed++) {
                var random = new Random(seed);
                var talk = new RandomTalk(ENGINE, card);
                var conversation = ENGINE.open(card, List.of());
                var answers = new HashSet<String>();
                for (int turn = 1; turn < 60 && !conversation.isClosed(); turn += 2) {
                    var reply = conversation.hear(PlayedTurn.learner(turn, talk.line(random)));
                    conversation.follow(PlayedTurn.patient(turn + 1, reply.text(), false));
                    boolean asksToRepeat =
                            Objects.requireNonNull(reply.matched()).hits().stream()
                                    .map(Hit::intent)
                                    .anyMatch("repeat"::equals);
                    for (var part : reply.parts()) {
                        if (part.length() > SHORT && isAnswer(card, part) && !asksToRepeat) {
                            assertThat(answers.add(part)).as(code + ": " + part).isTrue();
                        }
                    }
                }
            }
        }
    }

    /** Lines as short as "Not really." answer anything. */
    private static final int SHORT = 20;

    private static boolean isAnswer(Card card, String line) {
        return Stream.concat(
                        card.std().values().stream().map(answer -> answer.lines()),
                        card.ask().stream().map(ask -> ask.lines()))
                .anyMatch(lines -> lines.all().contains(line) && !line.equals(lines.again()));
    }

    @Test
    void saysAgainAsIfForTheFirstTimeWhatNobodyHeard() {
        var dialogue = cough();
        dialogue.say("Any fever?");
        dialogue.cutTo("");

        assertThat(dialogue.say("Have you had a fever?")).startsWith("No temperature.");
    }

    @Test
    void tellsThatItHasHeardAdviceBefore() {
        var dialogue = cough();
        dialogue.say(HELLO);
        dialogue.say("I'd like you to have an X-ray of your chest.");

        assertThat(dialogue.say("You need an X-ray of your chest.")).startsWith("Yes, you said.");
        assertThat(dialogue.say("You need an X-ray of your chest."))
                .startsWith("Yes, I've got that.");
    }

    /** What makes a question needless answers it, too. */
    @Test
    void takesAnExplanationForTheAnswerItIs() {
        var dialogue = new Dialogue(ENGINE, "nur-01-leg-ulcer");
        dialogue.say("Hello, I'm Ana, your nurse. How have you been getting on?");
        dialogue.say("The bandages squeeze the leg and push the blood back up.");
        assertThat(dialogue.record().has(EventKind.QUESTION_RAISED, "q_air")).isTrue();

        dialogue.say("A scab isn't what the cells need, they grow quicker when it is damp.");

        assertThat(dialogue.record().has(EventKind.TOLD, "air_myth")).isTrue();
        assertThat(dialogue.record().has(EventKind.QUESTION_ANSWERED, "q_air")).isTrue();
    }

    @Test
    void answersOnlyTheLastOfSeveralQuestions() {
        var dialogue = cough();
        dialogue.say(HELLO);

        assertThat(dialogue.say("Do you smoke, and have you lost any weight?"))
                .startsWith("My belt's gone in two notches.");
        assertThat(dialogue.record().all(EventKind.COMPOUND_QUESTION)).hasSize(1);
        assertThat(dialogue.record().has(EventKind.LEFT_UNANSWERED, "smoking")).isTrue();
        assertThat(dialogue.record().asked()).containsExactly("weight");
        assertThat(dialogue.say("Any fever, and do you get breathless?"))
                .startsWith("Er, that's a lot of questions. I'm more out of puff");
    }

    @Test
    void takesAnInvitationForAQuestionUnlessTheTurnAsksSomething() {
        var dialogue = cough();
        dialogue.say(HELLO);

        assertThat(dialogue.say("I'd like to ask about your work. Is that all right?"))
                .startsWith("Yes, that's fine.");
        assertThat(dialogue.say("Please describe your job, what you do at work"))
                .contains("plasterer");
    }

    @Test
    void reactsToAdviceAndAnswersTheQuestionLast() {
        var dialogue = cough();
        dialogue.say(HELLO);

        assertThat(
                        dialogue.say(
                                "I'd like you to have an X-ray of your chest. Do you have any"
                                        + " allergies?"))
                .startsWith("All right. Where do I go for that? No, no allergies that I know of.");
    }

    @Test
    void repeatsBackOnlyWhatItWasTold() {
        var dialogue = cough();
        dialogue.say(HELLO);

        assertThat(dialogue.say("Can you tell me in your own words what you'll do?"))
                .startsWith("I'm not sure. I don't think you've told me yet.");
        dialogue.say("I'd like you to have an X-ray of your chest.");
        dialogue.say("Please bring your wife to the clinic to support you.");
        assertThat(dialogue.say("Can you tell me in your own words what you'll do?"))
                .startsWith(
                        "So, if I've got it right, I should go for the chest X-ray today and bring"
                                + " Carol to the clinic.");
    }

    @Test
    void forgetsTheLastPieceOfAdviceWhenGuarded() {
        var dialogue = cough();
        dialogue.say("Hello, you should have come much earlier.");
        dialogue.say("I'd like you to have an X-ray of your chest.");
        dialogue.say("Please bring your wife to the clinic to support you.");

        assertThat(dialogue.say("Can you tell me in your own words what you'll do?"))
                .startsWith("So, if I've got it right, I should go for the chest X-ray today.");
    }

    @Test
    void asksAboutATermItDoesNotKnow() {
        var dialogue = cough();
        dialogue.say(HELLO);

        assertThat(dialogue.say("It may be a metastasis."))
                .startsWith("Sorry, what does metastasis mean?");
    }

    @Test
    void saysWhenItDoesNotUnderstand() {
        var dialogue = cough();
        dialogue.say(HELLO);

        assertThat(dialogue.say("The ferry to Calais leaves at noon."))
                .startsWith("I don't follow, doctor.");
        assertThat(dialogue.record().all(EventKind.NOT_UNDERSTOOD)).hasSize(1);
    }

    @Test
    void answersAFollowUpOnlyWhereItHasGivenCause() {
        var asked = new Dialogue(ENGINE, "pha-02-inhalers");
        asked.say(HELLO);
        asked.say("How often do you use the blue inhaler?");
        assertThat(asked.say("Roughly how many times a day is that?")).contains("Five or six");

        var unasked = new Dialogue(ENGINE, "pha-02-inhalers");
        unasked.say(HELLO);
        assertThat(unasked.say("Roughly how many times is that?")).doesNotContain("Five or six");
    }

    // --- cues ---

    @Test
    void dropsACueAndRewardsWhoPicksItUp() {
        var dialogue = cough();
        dialogue.say(HELLO);
        dialogue.say("How long have you had the cough?");
        assertThat(dialogue.say("Any fever?")).endsWith("Same sort of age as my old man.");
        int before = dialogue.record().rapport();

        assertThat(dialogue.say("What happened to your dad?"))
                .startsWith("He died at sixty. Lungs. It started with a cough like this one.");
        assertThat(dialogue.record().has(EventKind.CUE_PICKED_UP, "cue_age")).isTrue();
        assertThat(dialogue.record().revealed()).contains("father");
        assertThat(dialogue.record().rapport()).isGreaterThanOrEqualTo(before + 10);
    }

    @Test
    void takesSympathyThatNamesTheTopicForPickingUp() {
        var dialogue = cough();
        dialogue.say(HELLO);
        dialogue.say("How long have you had the cough?");
        dialogue.say("Any fever?");

        dialogue.say("That must be a hard thing to think about at your age.");

        assertThat(dialogue.record().has(EventKind.CUE_PICKED_UP, "cue_age")).isTrue();
    }

    @Test
    void closesUpWhenACueIsPassedByTwice() {
        var dialogue = cough();
        dialogue.say(HELLO);
        dialogue.say("How long have you had the cough?");
        dialogue.say("Any fever?");
        assertThat(dialogue.say("Do you have any allergies?")).doesNotContain("Never mind");

        assertThat(dialogue.say("How much alcohol do you drink?"))
                .endsWith("Never mind. It's just something my dad had.");
        assertThat(dialogue.record().has(EventKind.CUE_MISSED, "cue_age")).isTrue();
        assertThat(dialogue.say("What happened to your dad?")).startsWith("He died at sixty.");
        assertThat(dialogue.record().has(EventKind.CUE_PICKED_UP_LATE, "cue_age")).isTrue();
    }

    @Test
    void keepsACueToItselfWhoseFactsAreOut() {
        var dialogue = cough();
        dialogue.say(HELLO);
        dialogue.say("Is there any history of lung problems in your family?");

        assertThat(dialogue.say("Any fever?")).doesNotContain("my old man");
    }

    // --- questions ---

    @Test
    void thanksForAnHonestAnswer() {
        var dialogue = askingAboutCancer();

        assertThat(dialogue.say("I can't say until we have the results of the test."))
                .startsWith("Thank you for being straight with me.");
        assertThat(dialogue.record().has(EventKind.QUESTION_ANSWERED, "q_cancer")).isTrue();
    }

    @Test
    void noticesAnEmptyPromise() {
        var dialogue = askingAboutCancer();

        assertThat(dialogue.say("It's definitely not that, you will be fine."))
                .startsWith("That's what they always say. Don't worry.");
        assertThat(dialogue.record().has(EventKind.QUESTION_DODGED, "q_cancer")).isTrue();
        assertThat(dialogue.record().all(EventKind.FALSE_REASSURANCE)).isNotEmpty();
    }

    @Test
    void noticesThatItsQuestionIsPassedOverTwice() {
        var dialogue = askingAboutCancer();

        assertThat(dialogue.say("Do you have any allergies?")).doesNotContain("That's what they");
        assertThat(dialogue.say("How much alcohol do you drink?"))
                .startsWith("That's what they always say.");
    }

    private static Dialogue askingAboutCancer() {
        var dialogue = cough();
        dialogue.say(HELLO);
        assertThat(dialogue.say("There are several possible causes for this."))
                .endsWith("Just tell me, doctor. Is it cancer?");
        return dialogue;
    }

    @Test
    void raisesItsQuestionWhenAskedForQuestions() {
        var dialogue = new Dialogue(ENGINE, "phy-02-knee-replacement");
        dialogue.say(HELLO);
        dialogue.say("What are your goals?");
        dialogue.say("Take your time.");

        assertThat(dialogue.say("Do you have any questions?")).isNotBlank();
        assertThat(dialogue.record().all(EventKind.CHECK_QUESTIONS)).hasSize(1);
    }

    // --- the end ---

    @Test
    void takesLeaveByHowFarItTrusts() {
        var dialogue = cough();
        dialogue.say(HELLO);
        dialogue.say("Any fever?");
        dialogue.say("Any pain?");
        dialogue.say("How long have you had it?");

        var end = dialogue.answer("Thank you for coming, goodbye.", false);

        assertThat(end.closing()).isTrue();
        assertThat(end.text()).isEqualTo("Thanks, doctor. I'll get the X-ray done.");
        assertThat(dialogue.record().closed()).isTrue();
    }

    @Test
    void doesNotEndBeforeTheFifthTurnOrWithAQuestionStillToAnswer() {
        var dialogue = cough();
        assertThat(dialogue.answer("Hello, see you next time.", false).closing()).isFalse();
        for (int i = 0; i < 5; i++) {
            dialogue.say("Any fever?");
        }

        assertThat(dialogue.answer("Take care of yourself. Any allergies?", false).closing())
                .isFalse();
    }

    @Test
    void leavesWhenTimeIsUp() {
        var dialogue = cough();
        dialogue.say(HELLO);

        var end = dialogue.timeUp();

        assertThat(end.closing()).isTrue();
        assertThat(end.prompted()).isTrue();
        assertThat(end.text()).isEqualTo("I'd better go and get that X-ray, doctor. Thanks.");
    }

    @Test
    void breaksASilenceInOtherWordsTheSecondTime() {
        var dialogue = cough();
        dialogue.say(HELLO);

        assertThat(dialogue.silence(1).text()).isEqualTo("So what happens now?");
        assertThat(dialogue.silence(2).text()).isEqualTo("Sorry, were you going to say something?");
    }

    // --- rapport ---

    @Test
    void trustsWhoGreetsWithNameAndRoleOnce() {
        var dialogue = cough();
        dialogue.say(HELLO);
        assertThat(dialogue.record().rapport()).isEqualTo(53);

        dialogue.say(HELLO);
        assertThat(dialogue.record().rapport()).isEqualTo(53);
    }

    @Test
    void trustsLessWhoBlamesInterruptsOrPromises() {
        var blamed = cough();
        blamed.say("You should have come earlier.");
        assertThat(blamed.record().rapport()).isEqualTo(31);

        var interrupted = cough();
        interrupted.say("Any fever?");
        int before = interrupted.record().rapport();
        interrupted.interrupt("No, listen to me now, any fever?");
        assertThat(interrupted.record().rapport()).isEqualTo(before - 6);
        assertThat(interrupted.record().all(EventKind.INTERRUPTION)).hasSize(1);
    }

    @Test
    void gainsLittleFromSympathyWithoutCause() {
        var dialogue = cough();
        dialogue.say("I'm so sorry to hear that.");
        assertThat(dialogue.record().rapport()).isEqualTo(46);
        assertThat(dialogue.record().all(EventKind.EMPATHY)).isEmpty();
    }

    @Test
    void answersBlameAsAPersonWould() {
        var dialogue = cough();
        dialogue.say(HELLO);

        assertThat(dialogue.say("You should have come earlier, it is your own fault."))
                .startsWith("It's easy for you to say that.");
    }

    // --- playing back ---

    @Test
    void repliesTheSameEveryTime() {
        assertThat(randomDialogue(7).script()).isEqualTo(randomDialogue(7).script());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void remembersTheSameWhenPlayedBack(int seed) {
        var dialogue = randomDialogue(seed);

        assertThat(dialogue.replayed()).isEqualTo(dialogue.record());
    }

    @Test
    void readsWhatWasMatchedInsteadOfMatchingAgain() {
        var turns = new ArrayList<PlayedTurn>();
        var matched =
                new Matched(
                        1, false, List.of(new Hit(0, Hit.Kind.ASK, "weight", Hit.By.VECTOR, 0.8)));
        turns.add(
                new PlayedTurn(
                        1,
                        Speaker.LEARNER,
                        "Is your belt looser than it was?",
                        null,
                        false,
                        false,
                        List.of(),
                        matched));

        var record = ENGINE.replay(cough().card(), turns);

        assertThat(record.asked()).containsExactly("weight");
    }

    @Test
    void takesBackWhatTheLearnerNeverHeard() {
        var dialogue = cough();
        dialogue.say(HELLO);
        dialogue.say("How long have you had the cough?");
        dialogue.say("Do you smoke?");
        assertThat(dialogue.record().revealed()).containsExactly("still_smokes");
        assertThat(dialogue.record().has(EventKind.CUE_DROPPED, "cue_age")).isTrue();

        dialogue.cutTo("I used to smoke thirty a day.");

        assertThat(dialogue.record().revealed()).isEmpty();
        assertThat(dialogue.record().has(EventKind.CUE_DROPPED, "cue_age")).isFalse();
        assertThat(dialogue.replayed()).isEqualTo(dialogue.record());
    }

    @Test
    void followsAPatientWhoSaysOtherThings() {
        var turns =
                List.of(
                        PlayedTurn.learner(1, "Do you smoke?"),
                        PlayedTurn.patient(
                                2,
                                "Well, still two or three a day. Fifty-eight. Same sort of age as"
                                        + " my old man.",
                                false),
                        PlayedTurn.learner(3, "What happened to your father?"));

        var record = ENGINE.replay(cough().card(), turns);

        assertThat(record.revealed()).contains("still_smokes");
        assertThat(record.has(EventKind.CUE_PICKED_UP, "cue_age")).isTrue();
    }

    private static Dialogue randomDialogue(int seed) {
        var lines =
                List.of(
                        HELLO,
                        "What brings you in?",
                        "Do you smoke, and have you lost weight?",
                        "What happened to your dad?",
                        "That must be frightening.",
                        "I'd like you to have an X-ray of your chest.",
                        "There are several possible causes.",
                        "I can't say until we have the result.",
                        "Calm down.",
                        "The ferry leaves at noon.",
                        "What worries you most?",
                        "In your own words, what will you do?",
                        "Does that make sense?");
        var random = new Random(seed);
        var dialogue = cough();
        for (int i = 0; i < 15; i++) {
            if (random.nextInt(8) == 0) {
                dialogue.silence(1 + random.nextInt(2));
            }
            dialogue.answer(lines.get(random.nextInt(lines.size())), random.nextInt(6) == 0);
            if (random.nextInt(5) == 0) {
                var said = dialogue.turns().getLast().text();
                dialogue.cutTo(said.substring(0, said.length() / 2));
            }
        }
        return dialogue;
    }

    // --- leaving ---

    @Test
    void thinksOfNoLeaveBeforeTheTalkHasBegun() {
        var thankful = new Dialogue(engineNearTo("Thank you for coming"), "nur-02-ward-fall");

        assertThat(thankful.answer("Good morning. Thank you for coming in.", false).closing())
                .isFalse();
    }

    @Test
    void hearsAQuestionAfterALeave() {
        var dialogue = cough();
        for (int i = 0; i < 6; i++) {
            dialogue.say("Do you smoke?");
        }

        var reply = dialogue.answer("Thank you for coming. What should I call you?", false);

        assertThat(reply.closing()).isFalse();
        assertThat(reply.text()).startsWith("Frank is fine.");
    }

    @Test
    void answersAgainWhereTheLearnerGoesOnAfterTheLeave() {
        var dialogue = cough();
        for (int i = 0; i < 6; i++) {
            dialogue.say("How long have you had the cough?");
        }
        assertThat(dialogue.answer("Goodbye.", false).closing()).isTrue();
        assertThat(dialogue.answer("Bye then.", false).closing()).isTrue();

        var reply = dialogue.answer("Sorry, one more thing: do you smoke?", false);

        assertThat(reply.closing()).isFalse();
        assertThat(reply.text()).contains("packed it in");
    }

    @Test
    void leavesForGoodWhenTheTimeIsUp() {
        var dialogue = cough();
        dialogue.say(HELLO);
        dialogue.timeUp();

        assertThat(dialogue.answer("Do you smoke?", false).closing()).isTrue();
    }

    // --- what was explained ---

    @Test
    void saysBackNoFigureThatItWasNotTold() {
        var dialogue = new Dialogue(ENGINE, "phy-02-knee-replacement");
        dialogue.say("Hello, I'm Ravi, one of the physiotherapists.");
        dialogue.say("I'd like you to do the bending three times a day.");

        assertThat(dialogue.say("Could you tell me in your own words what you will do?"))
                .contains("three times a day")
                .doesNotContain("ninety");

        dialogue.say("Let's aim for 90 degrees.");

        assertThat(dialogue.say("Could you tell me in your own words what you will do?"))
                .contains("ninety degrees");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "What would you do if your legs went numb?",
                "What will you tell your wife about this?",
                "Could you tell me what's going to happen next week?"
            })
    void takesACheckOfWhatWasExplainedForNoQuestionOfItsOwn(String check) {
        var dialogue = new Dialogue(ENGINE, "phy-01-back-pain");
        dialogue.say("Hello, I'm Ravi, one of the physiotherapists.");
        dialogue.say("You don't need a scan for this.");

        assertThat(dialogue.say(check)).startsWith("So, if I've got it right");
    }

    @Test
    void gainsTheMarkForAQuestionThatWasAnsweredBeforeItWasPut() {
        var dialogue = cough();
        dialogue.say(HELLO);
        dialogue.say("I can't tell you yet whether it is cancer, we need the test results.");

        assertThat(dialogue.record().fullMarks())
                .filteredOn(result -> result.mark().id().equals("fm7"))
                .allMatch(PatientRecord.MarkResult::met);
    }

    // --- hints ---

    @Test
    void tellsMoreWhenItsOwnWordsAreQuoted() {
        var dialogue = new Dialogue(ENGINE, "nur-02-ward-fall");
        var replies = new ArrayList<String>();
        replies.add(dialogue.say("Good morning, I'm Amara, the nurse in charge."));
        replies.add(dialogue.say("Can you tell me what you have been told so far?"));
        replies.add(dialogue.say("I am sorry that nobody rang you."));
        assertThat(replies).anyMatch(reply -> reply.contains("turning in his grave"));

        assertThat(dialogue.say("What did you mean by turning in his grave?"))
                .contains("I promised him");
    }

    /** Everything that is not this is far from everything. */
    private static PatientEngine engineNearTo(String start) {
        return PatientEngine.load(
                () ->
                        Optional.of(text ->
                                text.startsWith(start) ? new float[] {1, 0} : new float[] {0, 1}),
                Runnable::run);
    }
}
