package com.oetpraxis.ai.speaker;

import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes out what is not spelled as it is said: numbers, units, abbreviations, signs. */
final class SpokenForm {

    private static final String[] ONES = {
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen"
    };
    private static final String[] TENS = {
        "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"
    };
    private static final Map<String, String> ORDINALS =
            Map.of(
                    "one", "first",
                    "two", "second",
                    "three", "third",
                    "five", "fifth",
                    "eight", "eighth",
                    "nine", "ninth",
                    "twelve", "twelfth");

    /** One of it, then several. */
    private static final Map<String, String[]> UNITS =
            Map.ofEntries(
                    unit("mg", "milligram"),
                    unit("mcg", "microgram"),
                    unit("µg", "microgram"),
                    unit("g", "gram"),
                    unit("kg", "kilogram"),
                    unit("ml", "millilitre"),
                    unit("l", "litre"),
                    unit("mm", "millimetre"),
                    unit("cm", "centimetre"),
                    unit("m", "metre"),
                    unit("km", "kilometre"),
                    unit("min", "minute"),
                    unit("mins", "minute"),
                    unit("hr", "hour"),
                    unit("hrs", "hour"),
                    unit("%", "percent", "percent"),
                    unit("°c", "degree", "degrees"),
                    unit("°", "degree"),
                    unit("mmhg", "millimetre of mercury", "millimetres of mercury"),
                    unit("mmol", "millimole"));

    private static final Map<String, String> ABBREVIATIONS =
            Map.ofEntries(
                    Map.entry("mr", "mister"),
                    Map.entry("mrs", "missus"),
                    Map.entry("ms", "mizz"),
                    Map.entry("dr", "doctor"),
                    Map.entry("st", "saint"),
                    Map.entry("vs", "versus"),
                    Map.entry("etc", "et cetera"),
                    Map.entry("eg", "for example"),
                    Map.entry("ie", "that is"),
                    Map.entry("approx", "approximately"),
                    Map.entry("appt", "appointment"));

    private static final String NUMBER = "\\d+(?:,\\d{3})*(?:\\.\\d+)?";
    private static final Pattern LETTERS_POINTED =
            Pattern.compile("\\b(e\\.g|i\\.e)\\b\\.?", Pattern.CASE_INSENSITIVE);
    private static final Pattern TITLES =
            Pattern.compile(
                    "\\b(Mr|Mrs|Ms|Dr|St)\\b\\.?(?=\\s+\\p{Lu})"
                            + "|\\b(vs|etc|approx|appt)\\b\\.?");
    private static final Pattern CLOCK =
            Pattern.compile("\\b(\\d{1,2})[:.](\\d{2})\\s*(am|pm)\\b|\\b(\\d{1,2}):(\\d{2})\\b");
    private static final Pattern HOUR = Pattern.compile("\\b(\\d{1,2})\\s*(am|pm)\\b");
    private static final Pattern MONEY = Pattern.compile("([£$€])(\\d+)(?:\\.(\\d{2}))?\\b");
    private static final Pattern OVER = Pattern.compile("\\b(\\d+)\\s*/\\s*(\\d+)\\b");
    private static final Pattern RANGE =
            Pattern.compile("\\b(" + NUMBER + ")\\s*[-–]\\s*(?=" + NUMBER + ")");
    private static final Pattern ORDINAL = Pattern.compile("\\b(\\d+)(?:st|nd|rd|th)\\b");
    private static final Pattern MEASURE =
            Pattern.compile(
                    "\\b("
                            + NUMBER
                            + ")\\s*(°C|mmHg|mmol|mcg|µg|mg|kg|km|ml|mm|cm|mins?|hrs?|%|°|g|l|m)(?![\\p{L}\\d])",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern YEAR = Pattern.compile("\\b(1[1-9]|20)(\\d{2})\\b(?![,.]?\\d)");
    private static final Pattern PLAIN = Pattern.compile(NUMBER);
    private static final Pattern CAPITALS =
            Pattern.compile("\\b(?!OK\\b)([A-Z]{2,5})(s?)\\b|\\b([A-Z])(?=-[a-z])");

    private SpokenForm() {}

    /** The text as one would read it aloud, in words only; punctuation stays. */
    static String of(String text) {
        var said = text.replace('’', '\'').replace('‘', '\'').replace("…", "...");
        said = LETTERS_POINTED.matcher(said).replaceAll(m -> abbreviation(m.group(1)));
        said =
                TITLES.matcher(said)
                        .replaceAll(
                                m -> abbreviation(m.group(1) == null ? m.group(2) : m.group(1)));
        said = said.replaceAll("\\bA&E\\b", "A and E").replace("&", " and ");
        said = said.replaceAll("\\b24/7\\b", "twenty four seven");
        said = CLOCK.matcher(said).replaceAll(SpokenForm::clock);
        said = HOUR.matcher(said).replaceAll(m -> whole(m.group(1)) + half(m.group(2)));
        said = MONEY.matcher(said).replaceAll(SpokenForm::money);
        said = OVER.matcher(said).replaceAll(SpokenForm::over);
        said = RANGE.matcher(said).replaceAll("$1 to ");
        said = ORDINAL.matcher(said).replaceAll(m -> ordinal(whole(m.group(1))));
        said = MEASURE.matcher(said).replaceAll(SpokenForm::measure);
        said = YEAR.matcher(said).replaceAll(SpokenForm::year);
        said = PLAIN.matcher(said).replaceAll(m -> number(m.group()));
        said = CAPITALS.matcher(said).replaceAll(SpokenForm::letters);
        return said.replace("+", " plus ").replace("=", " equals ").replaceAll("\\s+", " ").strip();
    }

    private static String abbreviation(String written) {
        var key = written.toLowerCase(Locale.ROOT).replace(".", "");
        return ABBREVIATIONS.getOrDefault(key, written);
    }

    private static String clock(MatchResult time) {
        var hour = time.group(1) == null ? time.group(4) : time.group(1);
        var minutes = time.group(1) == null ? time.group(5) : time.group(2);
        var said = whole(hour);
        if (minutes.equals("00")) {
            said += time.group(3) == null ? " o'clock" : "";
        } else {
            said += (minutes.startsWith("0") ? " oh " : " ") + whole(minutes);
        }
        return said + (time.group(3) == null ? "" : half(time.group(3)));
    }

    private static String half(String written) {
        return written.charAt(0) == 'a' ? " AM" : " PM";
    }

    private static String money(MatchResult sum) {
        var coin =
                switch (sum.group(1)) {
                    case "£" -> "pound";
                    case "$" -> "dollar";
                    default -> "euro";
                };
        var said = whole(sum.group(2)) + " " + coin + (sum.group(2).equals("1") ? "" : "s");
        return sum.group(3) == null ? said : said + " " + whole(sum.group(3));
    }

    private static String over(MatchResult pair) {
        var joined = pair.group(2).equals("10") ? " out of " : " over ";
        if (pair.group().replace(" ", "").equals("1/2")) {
            return "half";
        }
        return whole(pair.group(1)) + joined + whole(pair.group(2));
    }

    private static String measure(MatchResult measure) {
        var unit = UNITS.get(measure.group(2).toLowerCase(Locale.ROOT));
        if (unit == null) {
            return Matcher.quoteReplacement(measure.group());
        }
        return number(measure.group(1)) + " " + unit[measure.group(1).equals("1") ? 0 : 1];
    }

    private static String year(MatchResult year) {
        int century = Integer.parseInt(year.group(1));
        int rest = Integer.parseInt(year.group(2));
        if (century == 20 && rest < 10) {
            return number(year.group());
        }
        if (rest == 0) {
            return whole(year.group(1)) + " hundred";
        }
        return whole(year.group(1)) + (rest < 10 ? " oh " : " ") + whole(year.group(2));
    }

    private static String letters(MatchResult capitals) {
        if (capitals.group(3) != null) {
            return capitals.group(3);
        }
        var spelled = capitals.group(1).replaceAll("(?<=.)(?=.)", " ");
        return capitals.group(2).isEmpty() ? spelled : spelled + "'s";
    }

    /** A number with an optional fraction, in words. */
    static String number(String written) {
        var plain = written.replace(",", "");
        int point = plain.indexOf('.');
        if (point < 0) {
            return whole(plain);
        }
        var said = new StringBuilder(whole(plain.substring(0, point))).append(" point");
        for (int i = point + 1; i < plain.length(); i++) {
            said.append(' ').append(ONES[plain.charAt(i) - '0']);
        }
        return said.toString();
    }

    private static String whole(String digits) {
        if (digits.length() > 9) {
            var said = new StringBuilder();
            for (int i = 0; i < digits.length(); i++) {
                said.append(ONES[digits.charAt(i) - '0']).append(' ');
            }
            return said.toString().strip();
        }
        return words(Integer.parseInt(digits));
    }

    private static String words(int value) {
        if (value < 20) {
            return ONES[value];
        }
        if (value < 100) {
            return TENS[value / 10] + (value % 10 == 0 ? "" : " " + ONES[value % 10]);
        }
        if (value < 1_000) {
            return words(value / 100) + " hundred" + rest(value % 100, " and ");
        }
        if (value < 1_000_000) {
            return words(value / 1_000)
                    + " thousand"
                    + rest(value % 1_000, value % 1_000 < 100 ? " and " : " ");
        }
        return words(value / 1_000_000) + " million" + rest(value % 1_000_000, " ");
    }

    private static String rest(int value, String joined) {
        return value == 0 ? "" : joined + words(value);
    }

    private static String ordinal(String cardinal) {
        int space = cardinal.lastIndexOf(' ');
        var last = cardinal.substring(space + 1);
        var begin = cardinal.substring(0, space + 1);
        if (ORDINALS.containsKey(last)) {
            return begin + ORDINALS.get(last);
        }
        return begin
                + (last.endsWith("y") ? last.substring(0, last.length() - 1) + "ie" : last)
                + "th";
    }

    private static Map.Entry<String, String[]> unit(String sign, String one) {
        return unit(sign, one, one + "s");
    }

    private static Map.Entry<String, String[]> unit(String sign, String one, String several) {
        return Map.entry(sign, new String[] {one, several});
    }
}
