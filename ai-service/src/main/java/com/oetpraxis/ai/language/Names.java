package com.oetpraxis.ai.language;

import com.oetpraxis.ai.transcript.Transcript;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The people's names in a talk. Whoever is called what must move no mark, so names are no
 * vocabulary, have no syllables and are nothing that two speakers share.
 */
public final class Names {

    private static final Set<String> TITLES =
            Set.of("mr", "mrs", "ms", "miss", "dr", "doctor", "nurse", "sister", "professor");
    private static final Set<String> LOWER_CASE_TITLES = Set.of("mr", "mrs", "ms", "miss");
    private static final Set<String> GREETINGS =
            Set.of(
                    "hello",
                    "hi",
                    "hey",
                    "morning",
                    "afternoon",
                    "evening",
                    "thanks",
                    "you",
                    "care",
                    "bye",
                    "goodbye",
                    "welcome",
                    "luck",
                    "ok",
                    "right",
                    "sorry",
                    "yes",
                    "no",
                    "well",
                    "so");
    private static final Set<String> CAPITALISED =
            Set.of(
                    "i",
                    "im",
                    "ive",
                    "ill",
                    "id",
                    "monday",
                    "tuesday",
                    "wednesday",
                    "thursday",
                    "friday",
                    "saturday",
                    "sunday",
                    "january",
                    "february",
                    "march",
                    "april",
                    "june",
                    "july",
                    "august",
                    "september",
                    "october",
                    "november",
                    "december",
                    "english",
                    "british",
                    "american",
                    "european",
                    "christmas",
                    "easter",
                    "god",
                    "internet",
                    "google",
                    "gp",
                    "ok",
                    "okay",
                    "xray",
                    "x-ray",
                    "x-rays",
                    "mri",
                    "ct",
                    "nhs");

    private final Set<String> all = new HashSet<>();
    private final Set<String> addressed = new HashSet<>();

    private Names() {}

    /**
     * Finds the names of a talk.
     *
     * @param known names that a card gives, in any case
     */
    public static Names in(Transcript transcript, List<String> known) {
        var names = new Names();
        for (var name : known) {
            for (var part : RawWord.of(name)) {
                var term = Spelling.of(part.surface());
                if (!TITLES.contains(term)) {
                    names.all.add(term);
                    names.addressed.add(term);
                }
            }
        }
        for (var turn : transcript.turns()) {
            names.read(RawWord.of(turn.text()), turn.isLearner());
        }
        return names;
    }

    private void read(List<RawWord> words, boolean learner) {
        for (int i = 1; i < words.size(); i++) {
            var word = words.get(i);
            var term = Spelling.of(word.surface());
            var before = Spelling.of(words.get(i - 1).surface());
            boolean afterTitle = TITLES.contains(before);
            boolean initial = words.get(i - 1).endsSentence() && !afterTitle;
            if (TITLES.contains(term) || CAPITALISED.contains(term)) {
                continue;
            }
            boolean named = isNamed(words, i) || LOWER_CASE_TITLES.contains(before);
            if ((named && term.length() > 1) || (isCapitalised(word.surface()) && !initial)) {
                all.add(term);
                if (learner && (named || afterTitle || GREETINGS.contains(before))) {
                    addressed.add(term);
                }
            }
        }
    }

    /** After "my name is", "my name's" or "call me". */
    private static boolean isNamed(List<RawWord> words, int i) {
        var before = Spelling.of(words.get(i - 1).surface());
        var second = i > 1 ? Spelling.of(words.get(i - 2).surface()) : "";
        if (before.equals("im") || (before.equals("am") && second.equals("i"))) {
            return isCapitalised(words.get(i).surface());
        }
        return (before.equals("names") && second.equals("my"))
                || (before.equals("is") && second.equals("name"))
                || (before.equals("me") && second.equals("call"));
    }

    private static boolean isCapitalised(String surface) {
        return surface.length() > 1
                && Character.isUpperCase(surface.codePointAt(0))
                && surface.chars().anyMatch(Character::isLowerCase);
    }

    /** Whether a word is a name where it stands. */
    boolean isName(RawWord word, boolean initial, boolean hasCapitals) {
        var term = Spelling.of(word.surface());
        if (!all.contains(term)) {
            return false;
        }
        if (!hasCapitals) {
            return true;
        }
        return isCapitalised(word.surface())
                && (!initial || word.after() == ',' || word.endsSentence());
    }

    /** Whether the name is the learner's own or one the learner calls somebody by. */
    boolean isAddressed(String term) {
        return addressed.contains(term);
    }

    /** Whether a word in its one spelling is one of the names. */
    public boolean contains(String term) {
        return all.contains(term);
    }
}
