package com.oetpraxis.session;

import org.jspecify.annotations.NullMarked;

/** What is said in test sessions: typed turns of realtime-service, four of each side. */
@NullMarked
public final class Talks {

    private static final String[] LEARNER = {
        "Good morning, my name is Amara and I am the nurse who will look after your leg today.",
        "Tell me a little more about the pain in your leg, and when it is at its worst for you.",
        "I can hear that it has been hard for you. Shall I explain what we could do about it?",
        "We will change the dressing twice a week, and I will show you how to rest the leg well."
    };

    private static final String[] PATIENT = {
        "It hurts most at night, to be honest.",
        "Well, it keeps me awake and I am tired of it.",
        "Yes, please do.",
        "All right, I will try."
    };

    private Talks() {}

    /** The turn of this number: odd ones are the learner's. */
    public static String turn(int epoch, int number) {
        return turn(epoch, number, "typed");
    }

    public static String turn(int epoch, int number, String source) {
        var learner = number % 2 == 1;
        var line = ((number - 1) / 2) % LEARNER.length;
        return turn(
                epoch,
                number,
                learner ? "learner" : "patient",
                learner ? LEARNER[line] : PATIENT[line],
                learner ? source : "typed");
    }

    public static String turn(int epoch, int number, String speaker, String text, String source) {
        return """
        {"epoch":%d,"turn":%d,"speaker":"%s","text":"%s","prompted":false,"source":"%s",
         "startedMs":%d,"endedMs":%d,"seq":%d}
        """
                .formatted(
                        epoch,
                        number,
                        speaker,
                        text,
                        source,
                        number * 1000,
                        number * 1000 + 900,
                        number * 10);
    }
}
