package com.oetpraxis.ai.language;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One spelling for each word, so that American spelling, accents and apostrophes of another shape
 * change nothing: lower-case, without accents and apostrophes, the British form of the two.
 */
public final class Spelling {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern APOSTROPHES = Pattern.compile("['\u2019\u2018\u02bc`\u00b4]");
    private static final Pattern IZE = Pattern.compile("iz(e|ed|es|er|ers|ing|ation|ations)$");
    private static final Pattern YZE = Pattern.compile("yz(e|ed|es|er|ing)$");
    private static final Set<String> REAL_IZE =
            Set.of("size", "prize", "seize", "maize", "capsize", "sized", "seized", "seizes");

    private static final Map<String, String> WORDS =
            Map.ofEntries(
                    Map.entry("okay", "ok"),
                    Map.entry("mom", "mum"),
                    Map.entry("moms", "mums"),
                    Map.entry("mommy", "mummy"),
                    Map.entry("gray", "grey"),
                    Map.entry("program", "programme"),
                    Map.entry("programs", "programmes"),
                    Map.entry("practise", "practice"),
                    Map.entry("practised", "practiced"),
                    Map.entry("practising", "practicing"),
                    Map.entry("license", "licence"),
                    Map.entry("center", "centre"),
                    Map.entry("centers", "centres"),
                    Map.entry("fiber", "fibre"),
                    Map.entry("liter", "litre"),
                    Map.entry("liters", "litres"),
                    Map.entry("learned", "learnt"),
                    Map.entry("skeptical", "sceptical"),
                    Map.entry("mold", "mould"),
                    Map.entry("plow", "plough"),
                    Map.entry("fetus", "foetus"),
                    Map.entry("ageing", "aging"),
                    Map.entry("towards", "toward"),
                    Map.entry("counseling", "counselling"),
                    Map.entry("counselor", "counsellor"),
                    Map.entry("traveling", "travelling"),
                    Map.entry("traveled", "travelled"),
                    Map.entry("labeled", "labelled"),
                    Map.entry("canceled", "cancelled"),
                    Map.entry("swollen", "swollen"));

    /** American part of a word, British part; tried in this order. */
    private static final String[][] PARTS = {
        {"color", "colour"},
        {"favor", "favour"},
        {"behavior", "behaviour"},
        {"labor", "labour"},
        {"neighbor", "neighbour"},
        {"humor", "humour"},
        {"tumor", "tumour"},
        {"odor", "odour"},
        {"flavor", "flavour"},
        {"honor", "honour"},
        {"rumor", "rumour"},
        {"vapor", "vapour"},
        {"diarrhea", "diarrhoea"},
        {"esophag", "oesophag"},
        {"anesth", "anaesth"},
        {"hemorrh", "haemorrh"},
        {"hemat", "haemat"},
        {"hemo", "haemo"},
        {"anemi", "anaemi"},
        {"leukemi", "leukaemi"},
        {"edema", "oedema"},
        {"pediatr", "paediatr"},
        {"orthopedic", "orthopaedic"},
        {"gynecolog", "gynaecolog"},
        {"estrogen", "oestrogen"},
        {"celiac", "coeliac"},
        {"dyspnea", "dyspnoea"},
        {"apnea", "apnoea"},
        {"cesarean", "caesarean"},
        {"glycemi", "glycaemi"},
        {"ischemi", "ischaemi"},
        {"septicemi", "septicaemi"},
        {"uremi", "uraemi"},
        {"fecal", "faecal"},
        {"feces", "faeces"},
        {"beclomethasone", "beclometasone"},
        {"sulfur", "sulphur"},
        {"maneuver", "manoeuvre"}
    };

    /** Letters that must not stand before an American part, so that no British word is changed. */
    private static final Map<String, String> NOT_AFTER =
            Map.of("esophag", "o", "edema", "o", "estrogen", "o", "hemo", "c", "labor", "col");

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

    static String british(String word) {
        var whole = WORDS.get(word);
        if (whole != null) {
            return whole;
        }
        for (var part : PARTS) {
            int at = word.indexOf(part[0]);
            if (at >= 0
                    && !word.startsWith(NOT_AFTER.getOrDefault(part[0], "\n"), before(at, part))) {
                return word.substring(0, at) + part[1] + word.substring(at + part[0].length());
            }
        }
        if (!REAL_IZE.contains(word) && word.length() > 5) {
            var ise = IZE.matcher(word);
            if (ise.find()) {
                return word.substring(0, ise.start()) + "is" + ise.group(1);
            }
            var yse = YZE.matcher(word);
            if (yse.find()) {
                return word.substring(0, yse.start()) + "ys" + yse.group(1);
            }
        }
        return word;
    }

    private static int before(int at, String[] part) {
        return at - NOT_AFTER.getOrDefault(part[0], "").length();
    }
}
