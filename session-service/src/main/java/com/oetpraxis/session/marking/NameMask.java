package com.oetpraxis.session.marking;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes the learner's name out of a talk, as far as its words give it away: what follows "my name
 * is" or "I am", and what the patient then calls the learner. A name that is said in no such way
 * stays, so this is a courtesy to blind marking and no anonymisation.
 */
final class NameMask {

    static final String MASK = "[name]";

    private static final Pattern INTRODUCTION =
            Pattern.compile(
                    "(?i)\\b(?:my name is|my name's|my names|call me|i am called|i'm called)\\s+"
                            + "((?:(?:dr|doctor|nurse|sister)\\.?\\s+)?[\\p{L}'’-]+(?:\\s+[\\p{L}'’-]+){0,2})");
    private static final Pattern I_AM =
            Pattern.compile(
                    "\\b(?:I am|I'm|I’m|This is|this is)\\s+((?:(?:Dr|Doctor|Nurse|Sister)\\.?\\s+)?"
                            + "\\p{Lu}[\\p{L}'’-]+(?:\\s+\\p{Lu}[\\p{L}'’-]+){0,2})");
    private static final Pattern ADDRESSED =
            Pattern.compile("\\b(?:Dr|Doctor|Nurse|Sister)\\.?\\s+(\\p{Lu}[\\p{L}'’-]+)");
    private static final Set<String> NO_NAMES =
            Set.of(
                    "and",
                    "i",
                    "im",
                    "i'm",
                    "the",
                    "a",
                    "an",
                    "one",
                    "from",
                    "your",
                    "here",
                    "but",
                    "so",
                    "dr",
                    "doctor",
                    "nurse",
                    "sister",
                    "mr",
                    "mrs",
                    "ms",
                    "miss",
                    "going",
                    "today",
                    "in",
                    "on",
                    "of",
                    "at",
                    "with",
                    "who",
                    "will",
                    "not",
                    "is",
                    "am",
                    "sorry",
                    "glad",
                    "dentist",
                    "physiotherapist",
                    "physio",
                    "pharmacist");

    private final List<Pattern> names;

    private NameMask(Set<String> names) {
        this.names =
                names.stream()
                        .map(name ->
                                Pattern.compile(
                                        "(?iu)(?<![\\p{L}])"
                                                + Pattern.quote(name)
                                                + "(?![\\p{L}])"))
                        .toList();
    }

    /**
     * @param learners what the learner said
     * @param patients what the patient said
     */
    static NameMask of(List<String> learners, List<String> patients) {
        var names = new LinkedHashSet<String>();
        for (var text : learners) {
            INTRODUCTION.matcher(text).results().forEach(m -> add(names, m.group(1)));
            I_AM.matcher(text).results().forEach(m -> add(names, m.group(1)));
        }
        for (var text : patients) {
            ADDRESSED.matcher(text).results().forEach(m -> add(names, m.group(1)));
        }
        return new NameMask(names);
    }

    String apply(String text) {
        var masked = text;
        for (var name : names) {
            masked = name.matcher(masked).replaceAll(MASK);
        }
        return masked;
    }

    /** The words up to the first that is no part of a name. */
    private static void add(Set<String> names, String words) {
        for (var word : words.split("\\s+", -1)) {
            var plain = word.replaceAll("[.,]$", "");
            if (NO_NAMES.contains(plain.toLowerCase(Locale.ROOT))) {
                if (isTitle(plain)) {
                    continue;
                }
                return;
            }
            if (plain.length() > 1) {
                names.add(plain);
            }
        }
    }

    private static boolean isTitle(String word) {
        return Set.of("dr", "doctor", "nurse", "sister").contains(word.toLowerCase(Locale.ROOT));
    }
}
