package com.oetpraxis.ai.patient;

import com.oetpraxis.ai.card.Band;
import com.oetpraxis.ai.pattern.NormalisedText;
import com.oetpraxis.ai.pattern.Token;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The patient's own words for what was explained. A figure that the learner never said is none that
 * the patient can know, though the card has it.
 */
final class TeachBack {

    private static final int MOST_FRAGMENTS = 4;

    private static final Map<String, String> FIGURES =
            Map.ofEntries(
                    Map.entry("two", "2"),
                    Map.entry("three", "3"),
                    Map.entry("four", "4"),
                    Map.entry("five", "5"),
                    Map.entry("six", "6"),
                    Map.entry("seven", "7"),
                    Map.entry("eight", "8"),
                    Map.entry("nine", "9"),
                    Map.entry("ten", "10"),
                    Map.entry("twelve", "12"),
                    Map.entry("fifteen", "15"),
                    Map.entry("twenty", "20"),
                    Map.entry("thirty", "30"),
                    Map.entry("forty", "40"),
                    Map.entry("fifty", "50"),
                    Map.entry("sixty", "60"),
                    Map.entry("ninety", "90"),
                    Map.entry("half", "30"),
                    Map.entry("twice", "2"));

    private final EngineData.Shared shared;
    private final Set<String> said = new HashSet<>();

    TeachBack(EngineData.Shared shared) {
        this.shared = shared;
    }

    /** Takes note of what the learner says. */
    void hear(NormalisedText words) {
        words.tokens().stream().map(Token::word).forEach(said::add);
    }

    /**
     * What the patient says back.
     *
     * @param fragments what was explained, in order, each as the card has it; the last four count,
     *     of which a guarded patient has forgotten one
     */
    String of(List<String> fragments, Band band) {
        var known = fragments.stream().map(this::known).filter(text -> !text.isEmpty()).toList();
        var all = known.isEmpty() ? fragments : known;
        var last = all.subList(Math.max(0, all.size() - MOST_FRAGMENTS), all.size());
        if (band == Band.GUARDED && !last.isEmpty()) {
            last = last.subList(0, last.size() - 1);
        }
        if (last.isEmpty()) {
            return shared.teachbackEmpty();
        }
        var joined = new StringBuilder(shared.teachbackPrefix());
        for (int i = 0; i < last.size(); i++) {
            if (i > 0) {
                joined.append(i == last.size() - 1 ? " and " : ", ");
            }
            joined.append(last.get(i));
        }
        return joined.append('.').toString();
    }

    /** A fragment without the parts that hold an unknown figure; empty if none is left. */
    private String known(String fragment) {
        var parts = new ArrayList<String>();
        for (var part : fragment.split(" and ", -1)) {
            boolean knows =
                    NormalisedText.of(part).tokens().stream()
                            .map(Token::word)
                            .allMatch(this::isNoUnknownFigure);
            if (knows) {
                parts.add(part);
            }
        }
        return String.join(" and ", parts);
    }

    private boolean isNoUnknownFigure(String word) {
        var digits = FIGURES.get(word);
        return digits == null || said.contains(word) || said.contains(digits);
    }
}
