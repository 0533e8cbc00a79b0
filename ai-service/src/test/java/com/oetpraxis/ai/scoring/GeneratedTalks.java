package com.oetpraxis.ai.scoring;

import com.oetpraxis.ai.transcript.Transcript;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Talks put together by chance from openings, exchanges and endings, the same for the same number.
 * Each exchange holds what the patient says and the answer to it, so that two of them can change
 * places without parting a cause from its response.
 */
final class GeneratedTalks {

    private static final List<String> TOPICS = List.of("cough", "knee", "headaches", "stomach");
    private static final List<String> PATIENTS =
            List.of("Mrs Okafor", "Mr Delaney", "Ms Silva", "Mr Mbeki");
    private static final List<String> SCENARIOS =
            List.of("none", "med-01-cough", "pha-02-inhalers");

    private static final List<List<String>> OPENINGS =
            List.of(
                    List.of(
                            "C: Good morning, %p. My name is Daniel and I'm the nurse today. I'd like"
                                    + " to hear about the %t, if that's all right. Could you tell me"
                                    + " what has been happening?",
                            "P: Well, it's the %t. It came on slowly.",
                            "C: I see. Thank you for coming in about it.",
                            "P: That's all right."),
                    List.of(
                            "C: Hello, %p, I'm one of the doctors here. How have you been?",
                            "P: Not too bad, apart from the %t.",
                            "C: Please tell me more about the %t.",
                            "P: It's there most days."),
                    List.of(
                            "C: Hello. Sit down. Is it the %t again?",
                            "P: Yes, the %t.", "C: OK. We look at it.", "P: Fine."));

    /** Question and answer, no more. */
    private static final List<List<String>> ASKING =
            List.of(
                    List.of(
                            "C: How long have you had this trouble with it?",
                            "P: About three weeks now."),
                    List.of("C: What makes it worse for you?", "P: Climbing the stairs, mostly."),
                    List.of(
                            "C: Do you take any medicines at the moment?",
                            "P: Only something for my blood pressure."),
                    List.of("C: Have you had anything like this before?", "P: Once, years ago."),
                    List.of(
                            "C: Could you describe what a normal day looks like for you?",
                            "P: Much like yours, I should think."),
                    List.of("C: Who is at home with you?", "P: My husband and the boys."),
                    List.of(
                            "C: Do you smoke or drink, and do you take exercise?",
                            "P: I stopped years ago."),
                    List.of("C: You don't have any allergies, do you?", "P: None."),
                    List.of("C: How often you take the tablet?", "P: Twice a day."));

    /** A question, a feeling, the response to it and the patient's nod. */
    private static final List<List<String>> FEELING =
            List.of(
                    List.of(
                            "C: What worries you most about it?",
                            "P: I'm frightened it could be something serious.",
                            "C: I can understand why you are frightened, and I'm glad you told me.",
                            "P: Thank you."),
                    List.of(
                            "C: How has it affected your work?",
                            "P: I've had to stop, and I'm so worried about money.",
                            "C: That must be very hard when you are worried about money.",
                            "P: It is."),
                    List.of(
                            "C: What do you think might be causing it?",
                            "P: My mother had the same, and I was so upset.",
                            "C: I'm sorry to hear about your mother.",
                            "P: Yes."),
                    List.of(
                            "C: Is there anything else on your mind?",
                            "P: I'm scared of hospitals.",
                            "C: OK. Next question.",
                            "P: Right."),
                    List.of(
                            "C: Were you hoping for anything from today?",
                            "P: I'm tired of it and I want my sleep back.",
                            "C: Don't worry.",
                            "P: Hm."));

    private static final List<List<String>> EXPLAINING =
            List.of(
                    List.of(
                            "C: The most likely cause is a strain, which means that the muscle was"
                                    + " pulled and needs some weeks to settle.",
                            "P: I see."),
                    List.of(
                            "C: There are two things that help. First, keep moving gently, because"
                                    + " rest makes the muscle stiff. Second, take a painkiller before"
                                    + " you walk.",
                            "P: Right, I can do that."),
                    List.of(
                            "C: If it gets much worse, or if you get a fever, please call us the same"
                                    + " day.",
                            "P: I will."),
                    List.of(
                            "C: I'd like to arrange a blood test so that we can be sure nothing else"
                                    + " is behind it. Does that make sense so far?",
                            "P: Yes, it does."),
                    List.of(
                            "C: It is inflammation of the epithelium, and you must to take the"
                                    + " corticosteroid every day.",
                            "P: The what?"),
                    List.of(
                            "C: You should drink more water, and you need to sleep more.",
                            "P: I'll try."));

    private static final List<List<String>> ENDINGS =
            List.of(
                    List.of(
                            "C: To be sure that I have been clear, could you tell me in your own words"
                                    + " what you are going to do?",
                            "P: Keep moving, and ring if it gets worse.",
                            "C: Perfect. Is there anything else you would like to ask? Take care, and"
                                    + " see you next week.",
                            "P: Goodbye."),
                    List.of(
                            "C: So we do it like that. Any questions?",
                            "P: No.",
                            "C: OK. Bye.",
                            "P: Bye."));

    private GeneratedTalks() {}

    /**
     * A talk in parts.
     *
     * @param exchanges all between the first four turns and the last four
     */
    record Parts(
            String id,
            String scenario,
            String topic,
            String patient,
            List<List<String>> exchanges,
            List<String> opening,
            List<String> ending) {

        Transcript transcript() {
            var lines = new ArrayList<>(opening);
            exchanges.forEach(lines::addAll);
            lines.addAll(ending);
            return Talks.typed(
                    id,
                    scenario.equals("none") ? null : scenario,
                    lines.stream()
                            .map(line -> line.replace("%t", topic).replace("%p", patient))
                            .toArray(String[]::new));
        }

        /** The same talk with two neighbouring exchanges in each other's place. */
        Parts swapped(int at) {
            var other = new ArrayList<>(exchanges);
            Collections.swap(other, at, at + 1);
            return new Parts(id, scenario, topic, patient, other, opening, ending);
        }

        Parts of(String otherPatient) {
            return new Parts(id, scenario, topic, otherPatient, exchanges, opening, ending);
        }
    }

    static Stream<Parts> parts(int count) {
        return IntStream.range(0, count).mapToObj(GeneratedTalks::numbered);
    }

    static Stream<Transcript> talks(int count) {
        return parts(count).map(Parts::transcript);
    }

    private static Parts numbered(int number) {
        var random = new Random(20_261 + 31L * number);
        var exchanges = new ArrayList<List<String>>();
        exchanges.addAll(some(ASKING, 2 + random.nextInt(3), random));
        exchanges.addAll(some(FEELING, 1 + random.nextInt(3), random));
        exchanges.addAll(some(EXPLAINING, 1 + random.nextInt(4), random));
        if (number % 3 == 0) {
            Collections.shuffle(exchanges, random); // in no order of phases
        }
        return new Parts(
                "generated-" + number,
                one(SCENARIOS, random),
                one(TOPICS, random),
                one(PATIENTS, random),
                exchanges,
                one(OPENINGS, random),
                one(ENDINGS, random));
    }

    private static <T> List<T> some(List<T> all, int count, Random random) {
        var shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, count);
    }

    private static <T> T one(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }
}
