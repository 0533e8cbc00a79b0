package com.oetpraxis.ai.language;

/** Counts syllables by spelling: right for most words, close enough for a rate over minutes. */
final class Syllables {

    private Syllables() {}

    /** At least 1. */
    static int of(String word) {
        if (!word.isEmpty() && Character.isDigit(word.charAt(0))) {
            return digits(word);
        }
        int count = 0;
        boolean inVowel = false;
        for (int i = 0; i < word.length(); i++) {
            char letter = word.charAt(i);
            boolean vowel = "aeiouy".indexOf(letter) >= 0 && !(letter == 'y' && i == 0);
            if (vowel && !inVowel) {
                count++;
            } else if (vowel && parts(word, i)) {
                count++;
            }
            inVowel = vowel;
        }
        if (count > 1 && endsSilently(word)) {
            count--;
        }
        return Math.max(1, count);
    }

    /**
     * Two vowels that belong to two syllables: "ia" in "media", "io" in "idiot", "eo" in "video".
     */
    private static boolean parts(String word, int i) {
        char before = word.charAt(i - 1);
        char letter = word.charAt(i);
        boolean hiatus =
                (before == 'i' && (letter == 'a' || letter == 'o' || letter == 'u'))
                        || (before == 'e' && letter == 'o')
                        || (before == 'u' && letter == 'a');
        boolean soft =
                i >= 2
                        && (word.charAt(i - 2) == 't'
                                || word.charAt(i - 2) == 's'
                                || word.charAt(i - 2) == 'c'
                                || word.charAt(i - 2) == 'q'
                                || word.charAt(i - 2) == 'g');
        return hiatus && !soft && !word.startsWith("peo");
    }

    private static boolean endsSilently(String word) {
        int last = word.length() - 1;
        if (word.endsWith("e")) {
            return !word.endsWith("le") || "aeiouy".indexOf(word.charAt(last - 2)) >= 0;
        }
        if (word.endsWith("ed")) {
            return "td".indexOf(word.charAt(last - 2)) < 0;
        }
        return word.endsWith("es")
                && last >= 2
                && "szxc".indexOf(word.charAt(last - 2)) < 0
                && !word.endsWith("shes")
                && !word.endsWith("ches")
                && !word.endsWith("ges")
                && !word.endsWith("les");
    }

    private static int digits(String number) {
        return switch (number) {
            case "7", "10" -> number.equals("7") ? 2 : 1;
            default -> Math.max(1, (int) number.chars().filter(Character::isDigit).count());
        };
    }
}
