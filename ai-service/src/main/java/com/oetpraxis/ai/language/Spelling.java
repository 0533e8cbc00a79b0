package com.oetpraxis.ai.language;

import com.oetpraxis.ai.pattern.BritishSpelling;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One spelling for each word, so that American spelling, accents and apostrophes of another shape
 * change nothing: lower-case, without accents and apostrophes, the British form of the two.
 */
public final class Spelling {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern APOSTROPHES = Pattern.compile("['\u2019\u2018\u02bc`\u00b4]");

    /** Further forms of one word; what stands here is not looked up as American. */
    private static final Map<String, String> WORDS =
            Map.ofEntries(
                    Map.entry("okay", "ok"),
                    Map.entry("practise", "practice"),
                    Map.entry("practised", "practiced"),
                    Map.entry("practising", "practicing"),
                    Map.entry("license", "licence"),
                    Map.entry("learned", "learnt"),
                    Map.entry("ageing", "aging"),
                    Map.entry("towards", "toward"));

    private Spelling() {}

    /** The one form of a word; hyphens stay. */
    public static String of(String surface) {
        return british(fold(surface));
    }

    /** Lower-case, without accents and apostrophes. */
    static String fold(String text) {
        var decomposed = Normalizer.normalize(text, Normalizer.Form.NFD);
        var plain = MARKS.matcher(decomposed).replaceAll("");
        return APOSTROPHES
                .matcher(plain)
                .replaceAll("")
                .toLowerCase(Locale.ROOT)
                .replace("\u0131", "i")
                .replace("\u0142", "l")
                .replace("\u00f8", "o")
                .replace("\u00df", "ss")
                .replace("\u00e6", "ae")
                .replace("\u0153", "oe");
    }

    /** The one form of a word that is folded already. */
    static String british(String word) {
        var whole = WORDS.get(word);
        return whole == null ? BritishSpelling.of(word) : whole;
    }
}
