package com.oetpraxis.ai.consultation;

import com.oetpraxis.ai.pattern.NormalisedText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds neighbours that no sentence has, such as "the is" or "my of". In good English there are
 * about two in a thousand words, in broken English up to one in a hundred, in words thrown together
 * five and more in a hundred.
 */
final class WordOrder {

    private static final Map<String, Set<String>> NEVER_AFTER = new HashMap<>();

    private static final Set<String> NEVER_LAST =
            words("the a an my your our their and or but because very i he she we they if than");

    static {
        never(
                "the a an my your our their",
                "is are was were am be been do does did has have had can could will would should"
                        + " must of to in on at for with from and or but because if than he she we"
                        + " they i it you the a an my your our their what how when me them us him"
                        + " very not");
        never(
                "of from at with into for",
                "is are was were am do does did has had can could will would he she they i we of to"
                        + " for and or but with from at in on");
        never(
                "i he she we they",
                "of to at the a an my your for with from he she it we they i is than or but me them"
                        + " him us you");
        never(
                "is are was were am",
                "is are was were am do does did can could will would should has have had of or and");
        never(
                "can could will would should may might must",
                "is are was were am did does has had can could will would should of in for than and"
                        + " or to with me them him us");
        never(
                "to",
                "is are was were am did does has had can could will would should of and or to but"
                        + " for with than i he she we they");
        never("and or but because if", "of than or but");
        never(
                "very",
                "the a an is are was were to of i you he she we they it and or in on at for with"
                        + " can will do does did");
        never(
                "me him them us",
                "is are was were am i he she we they of can will would does did has");
    }

    private WordOrder() {}

    private static void never(String before, String after) {
        for (var word : words(before)) {
            NEVER_AFTER.put(word, words(after));
        }
    }

    private static Set<String> words(String list) {
        return Set.copyOf(List.of(list.split(" ", -1)));
    }

    /** How often the words of a clause stand where they cannot. */
    static int breaks(NormalisedText clause) {
        int breaks = 0;
        for (int i = 1; i < clause.size(); i++) {
            var never = NEVER_AFTER.get(clause.word(i - 1));
            if (never != null && never.contains(clause.word(i))) {
                breaks++;
            }
        }
        boolean cutOff = clause.size() > 2 && NEVER_LAST.contains(clause.word(clause.size() - 1));
        return cutOff ? breaks + 1 : breaks;
    }
}
