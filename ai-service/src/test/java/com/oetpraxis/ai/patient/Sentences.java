package com.oetpraxis.ai.patient;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes clumsy sentences that meet a pattern. */
final class Sentences {

    private static final List<String> OPENERS = List.of("What about", "Is it", "Do you", "How is");

    private Sentences() {}

    static String meeting(String pattern, boolean question, Random random) {
        var words = new ArrayList<String>();
        for (var term : pattern.split("(?<=\\s)\\+(?=\\s)", -1)) {
            var trimmed = term.strip();
            if (!trimmed.startsWith("!")) {
                var alternatives = List.of(trimmed.split("/", -1));
                words.add(alternatives.get(random.nextInt(alternatives.size())).replace("*", ""));
            }
        }
        var said = String.join(" and then the ", words);
        return question
                ? OPENERS.get(random.nextInt(OPENERS.size())) + " " + said + "?"
                : "You know " + said + ".";
    }
}
