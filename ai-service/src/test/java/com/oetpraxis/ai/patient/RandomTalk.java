package com.oetpraxis.ai.patient;

import com.oetpraxis.ai.card.Card;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A learner who says at random whatever a card's patterns, and people, know. */
final class RandomTalk {

    private static final List<String> SMALL_TALK =
            List.of(
                    "Good morning, my name is Ana and I'm one of the nurses.",
                    "Hello.",
                    "What brings you in today?",
                    "Tell me more about that.",
                    "Go on.",
                    "I see.",
                    "I'm so sorry to hear that, that must be very hard for you.",
                    "I can see this is frightening, your family and your age must be on your mind.",
                    "What worries you most?",
                    "What do you think is causing it?",
                    "What were you hoping we could do for you?",
                    "How do you feel about that?",
                    "Does that make sense?",
                    "Can you tell me in your own words what you'll do?",
                    "Do you have any questions?",
                    "Is there anything else you'd like to mention?",
                    "Could you repeat that?",
                    "What do you mean?",
                    "What happened?",
                    "Calm down, it's nothing.",
                    "You should have come earlier, this is irresponsible.",
                    "You'll be fine, I promise you.",
                    "Don't worry.",
                    "The pathophysiology is refractory.",
                    "So you've told me everything, is that right?",
                    "Thank you for telling me.",
                    "Are you happy with that plan?",
                    "The weather in Lisbon was lovely.",
                    "",
                    "Goodbye, take care.");

    private final List<String> lines = new ArrayList<>(SMALL_TALK);

    RandomTalk(PatientEngine engine, Card card) {
        engine.data().shared().stdPatterns().values().forEach(p -> addSentences(p, true));
        card.ask().forEach(ask -> addSentences(ask.p(), true));
        card.tell().forEach(tell -> addSentences(tell.p(), false));
        card.cues().forEach(cue -> addSentences(cue.pickedUpBy(), true));
        card.questions().forEach(question -> addSentences(question.good(), false));
        card.questions().forEach(question -> addSentences(question.bad(), false));
    }

    private void addSentences(List<String> patterns, boolean question) {
        for (var pattern : patterns) {
            lines.add(Sentences.meeting(pattern, question, new Random(pattern.hashCode())));
        }
    }

    /** One line or several, one time in five as a recogniser writes them. */
    String line(Random random) {
        var text = lines.get(random.nextInt(lines.size()));
        while (random.nextInt(3) == 0) {
            text += " " + lines.get(random.nextInt(lines.size()));
        }
        return random.nextInt(5) == 0 ? text.replaceAll("[.?!,]", "") : text;
    }
}
