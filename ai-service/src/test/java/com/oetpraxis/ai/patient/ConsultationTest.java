package com.oetpraxis.ai.patient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole consultations, good and poor: what a card's full marks make of them. */
class ConsultationTest {

    private static final PatientEngine ENGINE = PatientEngine.load();

    private static final Map<String, List<String>> GOOD =
            Map.of(
                    "med-01-cough",
                    List.of(
                            "Good morning, Mr Delaney. My name is Dr Khan. How can I help you today?",
                            "Thank you for coming. Could you tell me more about the cough?",
                            "That must be exhausting. You mentioned your dad. What happened to him?",
                            "I'm so sorry to hear that. I can see why you would be frightened. Have you noticed any blood when you cough?",
                            "Thank you for telling me. Have you lost any weight?",
                            "Do you smoke at all?",
                            "What kind of work do you do?",
                            "Is there any history of lung problems in your family?",
                            "Is there anything in particular that worries you?",
                            "I'd like to send you for a chest X-ray today.",
                            "I will also refer you urgently to the chest clinic.",
                            "There are several possible causes, such as an infection.",
                            "I can't say until we have the test results. We need to rule out something serious.",
                            "If you cough up more blood or get chest pain, ring 999 straight away.",
                            "Does that make sense?",
                            "Can you tell me in your own words what you'll do?",
                            "Do you have any other questions for me?",
                            "Thank you for coming, Mr Delaney. Take care."),
                    "nur-01-leg-ulcer",
                    List.of(
                            "Good morning, Mrs Whitlock. My name is Ana and I'm the nurse here today. How have you been getting on with the bandages?",
                            "Please don't worry, lots of people find them hard. How have things been at home?",
                            "I can imagine that is hard to live with. What makes them uncomfortable to wear?",
                            "That sounds really uncomfortable. When do the bandages come off?",
                            "Thank you for telling me. Why do you keep the windows open?",
                            "I'm so sorry to hear that. It's completely understandable. Have you noticed any smell from the wound?",
                            "What do you think would help the wound to heal?",
                            "Is anything worrying you about your leg?",
                            "When do the bandages come off?",
                            "The bandages squeeze your leg and push the blood back up.",
                            "A wound heals faster when it is kept moist and covered.",
                            "When you take them off, the swelling comes back and it is slow to heal.",
                            "It usually takes a few weeks or months, until it heals. We can use some moisturiser on the skin for the itch.",
                            "We could try a lighter kit with stockings.",
                            "If they feel tight, ring the clinic before you take them off.",
                            "Does that make sense?",
                            "Do you have any questions for me?"),
                    "phy-02-knee-replacement",
                    List.of(
                            "Good afternoon, Mrs Brandt. I'm the physiotherapist, my name is Tom. How have you been getting on?",
                            "You're not a bad pupil at all. Tell me more about how things have been.",
                            "What worries you about the noise when you bend it?",
                            "I can understand why that would be frightening. How often do you do the exercises?",
                            "Are you taking any painkillers at the moment?",
                            "I'm sorry to hear about your sister. What happened to her?",
                            "Is there any swelling in your calf?",
                            "What are your goals? Is there something you are looking forward to?",
                            "The new joint is very strong and it cannot come out.",
                            "It is designed to be very secure, so no, it won't pop out.",
                            "It is important to bend it now, before scar tissue makes it stiff.",
                            "Please take paracetamol half an hour before your exercises.",
                            "Paracetamol is not addictive.",
                            "Let us aim for ninety degrees and the bending exercise three times a day, for the wedding.",
                            "Please call us if your calf becomes swollen or red.",
                            "Can you tell me in your own words what you'll do?",
                            "Is there anything else you'd like to ask?",
                            "Goodbye, and good luck with the waltz."),
                    "pha-02-inhalers",
                    List.of(
                            "Hello, Tom. My name is Amara and I'm the pharmacist. How has your asthma been lately?",
                            "Thank you for coming. How has your asthma been since you moved?",
                            "I can see it has been worse. How often do you use the blue inhaler?",
                            "What does your mum think about steroids?",
                            "I understand why that worries you. Do you wake up at night?",
                            "Roughly how many times a day do you use it?",
                            "Do you use your brown inhaler?",
                            "What sets it off?",
                            "Do you smoke or vape?",
                            "The brown inhaler calms the swelling inside your airways if you use it every day.",
                            "It's a very low dose of steroid that goes straight to your lungs.",
                            "With inhaled steroids you won't put on weight.",
                            "Use the brown inhaler morning and evening, when you brush your teeth.",
                            "Rinse your mouth after you use it.",
                            "Please book an asthma review with the nurse this week.",
                            "If you can't speak and the blue inhaler is not helping, call 999 straight away.",
                            "Just to check, can you tell me in your own words what you'll do?",
                            "Any other questions?"));

    private static final List<String> POOR =
            List.of(
                    "Yes, what is it?",
                    "You should have come much earlier, that is irresponsible.",
                    "Don't worry, it's nothing.",
                    "You're not in pain, are you?",
                    "Calm down, please. We are busy.",
                    "You'll be fine, I'm sure it's nothing serious.",
                    "The pathophysiology is refractory and the prognosis is benign.",
                    "OK, goodbye.");

    static List<String> goodCards() {
        return GOOD.keySet().stream().sorted().toList();
    }

    @ParameterizedTest
    @MethodSource("goodCards")
    void meetsMostFullMarksInAGoodConsultation(String code) {
        var dialogue = new Dialogue(ENGINE, code).sayAll(GOOD.getOrDefault(code, List.of()));
        var record = dialogue.record();

        assertThat(marksMet(record))
                .as("marks missed: %s%n%s", missed(record), dialogue.script())
                .isGreaterThanOrEqualTo(6);
        assertThat(record.rapport()).isGreaterThan(64);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "med-01-cough",
                "med-02-febrile",
                "nur-01-leg-ulcer",
                "nur-02-ward-fall",
                "den-01-wisdom-tooth",
                "den-02-baby-teeth",
                "phy-01-back-pain",
                "phy-02-knee-replacement",
                "pha-01-warfarin",
                "pha-02-inhalers",
                "die-01-coeliac",
                "ot-01-hip-home-visit"
            })
    void meetsHardlyAnyInAPoorOne(String code) {
        var dialogue = new Dialogue(ENGINE, code).sayAll(POOR);
        var record = dialogue.record();

        assertThat(marksMet(record)).as(dialogue.script()).isLessThanOrEqualTo(1);
        assertThat(record.rapport()).isLessThan(40);
    }

    private static long marksMet(PatientRecord record) {
        return record.fullMarks().stream().filter(PatientRecord.MarkResult::met).count();
    }

    private static String missed(PatientRecord record) {
        return record.fullMarks().stream()
                .filter(result -> !result.met())
                .map(result -> result.mark().id() + " " + result.mark().what())
                .collect(Collectors.joining("; "));
    }
}
