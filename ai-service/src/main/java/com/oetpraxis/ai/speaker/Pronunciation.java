package com.oetpraxis.ai.speaker;

import com.oetpraxis.ai.speech.SpeechException;
import com.sun.speech.freetts.en.us.CMULexicon;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How English text is said, in the IPA that Piper's American voices were trained on: by our own
 * list, then by CMUdict, then by CMU's rules from letters to sounds. Used by one thread at a time.
 */
final class Pronunciation {

    private static final Pattern PART =
            Pattern.compile("[\\p{L}][\\p{L}']*|[.,!?;:]+|[\\u2013\\u2014-]+|\\s+|\\.");

    private static final Map<String, String> CONSONANTS =
            Map.ofEntries(
                    Map.entry("b", "b"),
                    Map.entry("ch", "tʃ"),
                    Map.entry("d", "d"),
                    Map.entry("dh", "ð"),
                    Map.entry("f", "f"),
                    Map.entry("g", "ɡ"),
                    Map.entry("hh", "h"),
                    Map.entry("jh", "dʒ"),
                    Map.entry("k", "k"),
                    Map.entry("l", "l"),
                    Map.entry("m", "m"),
                    Map.entry("n", "n"),
                    Map.entry("ng", "ŋ"),
                    Map.entry("p", "p"),
                    Map.entry("r", "ɹ"),
                    Map.entry("s", "s"),
                    Map.entry("sh", "ʃ"),
                    Map.entry("t", "t"),
                    Map.entry("th", "θ"),
                    Map.entry("v", "v"),
                    Map.entry("w", "w"),
                    Map.entry("y", "j"),
                    Map.entry("z", "z"),
                    Map.entry("zh", "ʒ"));

    private static final Map<String, String> VOWELS =
            Map.ofEntries(
                    Map.entry("aa", "ɑː"),
                    Map.entry("ae", "æ"),
                    Map.entry("ah", "ʌ"),
                    Map.entry("ao", "ɔː"),
                    Map.entry("aw", "aʊ"),
                    Map.entry("ax", "ə"),
                    Map.entry("ay", "aɪ"),
                    Map.entry("eh", "ɛ"),
                    Map.entry("er", "ɜː"),
                    Map.entry("ey", "eɪ"),
                    Map.entry("ih", "ɪ"),
                    Map.entry("iy", "iː"),
                    Map.entry("ow", "oʊ"),
                    Map.entry("oy", "ɔɪ"),
                    Map.entry("uh", "ʊ"),
                    Map.entry("uw", "uː"));

    /** Vowels that sound otherwise where no stress falls on them. */
    private static final Map<String, String> WEAK_VOWELS = Map.of("er", "ɚ", "iy", "i", "ah", "ə");

    /** What a vowel without stress becomes under it. */
    private static final Map<String, String> STRESSABLE = Map.of("ax", "ah");

    private static final String[] LETTERS = {
        "ˈeɪ", "bˈiː", "sˈiː", "dˈiː", "ˈiː", "ˈɛf", "dʒˈiː", "ˈeɪtʃ", "ˈaɪ", "dʒˈeɪ", "kˈeɪ",
        "ˈɛl", "ˈɛm", "ˈɛn", "ˈoʊ", "pˈiː", "kjˈuː", "ˈɑːɹ", "ˈɛs", "tˈiː", "jˈuː", "vˈiː",
        "dˈʌbəljuː", "ˈɛks", "wˈaɪ", "zˈiː"
    };

    private final CMULexicon lexicon;
    private final Map<String, String> own;

    private Pronunciation(CMULexicon lexicon, Map<String, String> own) {
        this.lexicon = lexicon;
        this.own = own;
    }

    /**
     * Loads lexicon and list, about a second's work.
     *
     * @throws SpeechException if one cannot be read
     */
    static Pronunciation load() {
        try {
            var lexicon = new CMULexicon("cmudict04");
            lexicon.load();
            return new Pronunciation(lexicon, list());
        } catch (IOException e) {
            throw new SpeechException("The pronunciation lexicon could not be loaded", e);
        }
    }

    private static Map<String, String> list() throws IOException {
        var list = new HashMap<String, String>();
        var file = Pronunciation.class.getResourceAsStream("/speech/pronunciations.txt");
        if (file == null) {
            throw new IOException("speech/pronunciations.txt is missing");
        }
        try (var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    int space = line.indexOf(' ');
                    list.put(line.substring(0, space), line.substring(space + 1).strip());
                }
            }
        }
        return list;
    }

    /** The sounds of a sentence with its punctuation, words apart by spaces. */
    synchronized String of(String sentence) {
        var sounds = new StringBuilder();
        var parts = PART.matcher(SpokenForm.of(sentence));
        while (parts.find()) {
            var part = parts.group();
            if (Character.isLetter(part.codePointAt(0))) {
                space(sounds);
                sounds.append(word(part, isSpelled(part)));
            } else if (part.isBlank() || part.equals("-")) {
                space(sounds);
            } else {
                sounds.append(
                        switch (part.charAt(0)) {
                            case '-', '\u2013', '\u2014' -> ",";
                            default -> part.substring(0, 1);
                        });
            }
        }
        return sounds.toString().strip();
    }

    private static void space(StringBuilder sounds) {
        if (!sounds.isEmpty() && sounds.charAt(sounds.length() - 1) != ' ') {
            sounds.append(' ');
        }
    }

    /** Single capitals, but for "I" and "A", are the names of letters. */
    private static boolean isSpelled(String word) {
        return word.length() == 1
                && Character.isUpperCase(word.charAt(0))
                && word.charAt(0) <= 'Z'
                && word.charAt(0) != 'I'
                && word.charAt(0) != 'A';
    }

    private String word(String written, boolean spelled) {
        if (spelled) {
            return LETTERS[written.charAt(0) - 'A'];
        }
        var word = written.toLowerCase(Locale.ROOT).replaceAll("^'+|'+$", "");
        var known = own.get(word);
        if (known != null) {
            return known;
        }
        if (word.endsWith("'s")) {
            return plural(word(word.substring(0, word.length() - 2), false));
        }
        var plain = word.replace("'", "");
        var base = plain.endsWith("s") ? own.get(plain.substring(0, plain.length() - 1)) : null;
        if (base != null) {
            return plural(base);
        }
        var phones = plain.isEmpty() ? null : lexicon.getPhones(plain, null);
        return phones == null ? "" : ipa(stressed(phones));
    }

    /** With the ending s as English says it after that sound. */
    private static String plural(String sounds) {
        if (sounds.matches(".*(s|z|ʃ|ʒ)$")) {
            return sounds + "ᵻz";
        }
        return sounds + (sounds.matches(".*[ptkfθ]$") ? "s" : "z");
    }

    /** CMU's rules know no stress; without any a word is swallowed, so its first vowel gets it. */
    private static String[] stressed(String[] phones) {
        if (Arrays.stream(phones).anyMatch(phone -> phone.endsWith("1"))) {
            return phones;
        }
        var stressed = phones.clone();
        for (int i = 0; i < stressed.length; i++) {
            if (VOWELS.containsKey(stressed[i])) {
                stressed[i] = STRESSABLE.getOrDefault(stressed[i], stressed[i]) + "1";
                break;
            }
        }
        return stressed;
    }

    private static String ipa(String[] phones) {
        var sounds = new StringBuilder();
        for (int i = 0; i < phones.length; i++) {
            boolean stressed = phones[i].endsWith("1");
            var phone = stressed ? phones[i].substring(0, phones[i].length() - 1) : phones[i];
            var consonant = CONSONANTS.get(phone);
            if (consonant != null) {
                sounds.append(consonant);
                continue;
            }
            if (stressed) {
                sounds.append('ˈ');
            }
            sounds.append(vowel(phone, stressed));
        }
        return sounds.toString();
    }

    private static String vowel(String phone, boolean stressed) {
        @Nullable String weak = stressed ? null : WEAK_VOWELS.get(phone);
        return weak == null ? VOWELS.getOrDefault(phone, "") : weak;
    }
}
