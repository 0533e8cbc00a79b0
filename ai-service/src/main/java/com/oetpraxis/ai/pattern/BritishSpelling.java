package com.oetpraxis.ai.pattern;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The British form of a word. Learners type either spelling, the recogniser mostly writes the
 * American one, and the cards have the British.
 */
public final class BritishSpelling {

    private static final Pattern IZE = Pattern.compile("iz(e|ed|es|er|ers|ing|ation|ations)$");
    private static final Pattern YZE = Pattern.compile("yz(e|ed|es|er|ing)$");
    private static final Set<String> REAL_IZE =
            Set.of("size", "prize", "seize", "maize", "capsize", "sized", "seized", "seizes");

    private static final Map<String, String> WORDS =
            Map.ofEntries(
                    Map.entry("mom", "mum"),
                    Map.entry("moms", "mums"),
                    Map.entry("mommy", "mummy"),
                    Map.entry("gray", "grey"),
                    Map.entry("program", "programme"),
                    Map.entry("programs", "programmes"),
                    Map.entry("center", "centre"),
                    Map.entry("centers", "centres"),
                    Map.entry("fiber", "fibre"),
                    Map.entry("liter", "litre"),
                    Map.entry("liters", "litres"),
                    Map.entry("skeptical", "sceptical"),
                    Map.entry("mold", "mould"),
                    Map.entry("plow", "plough"),
                    Map.entry("fetus", "foetus"),
                    Map.entry("counseling", "counselling"),
                    Map.entry("counselor", "counsellor"),
                    Map.entry("traveling", "travelling"),
                    Map.entry("traveled", "travelled"),
                    Map.entry("labeled", "labelled"),
                    Map.entry("canceled", "cancelled"));

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

    private BritishSpelling() {}

    /**
     * The British form, or the word itself where both are the same.
     *
     * @param word lower-case, without apostrophes
     */
    public static String of(String word) {
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
