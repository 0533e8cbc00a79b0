package com.oetpraxis.ai.language;

import com.oetpraxis.ai.language.Accuracy.Slip;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.languagetool.JLanguageTool;
import org.languagetool.Languages;
import org.languagetool.rules.Rule;
import org.languagetool.rules.RuleMatch;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * LanguageTool's rules of grammar, as far as they suit speech that a recogniser wrote down: no
 * spelling, punctuation, capitals or style (oet-domain 3.3). Which rules count is in {@code
 * scoring/languagetool.yaml}. Hesitation and repeats are left out before, and a match that touches
 * a name or a word heard with a confidence below 0.6 does not count.
 *
 * <p>The rules are loaded when they are first needed, which takes seconds and about 50 MB, and kept
 * for the life of the process. Safe for use by many threads, which take turns.
 */
public final class LanguageToolRules {

    private static final String FILE = "/scoring/languagetool.yaml";

    private final Function<String, List<RuleMatch>> checker;

    /** The rules as the whole process has them. */
    public LanguageToolRules() {
        this(LanguageToolRules::check);
    }

    /**
     * @param checker finds what the rules find in a text
     */
    LanguageToolRules(Function<String, List<RuleMatch>> checker) {
        this.checker = checker;
    }

    /**
     * Which of LanguageTool's rules count.
     *
     * @param version of LanguageTool, which decides what its rules find
     * @param categories ids of the categories of which all rules count
     * @param rules ids of single rules of other categories
     * @param leftOut ids of rules that do not count, as regular expressions
     * @param notAfter by the id of a rule, what stands before words of which it says nothing
     */
    private record Choice(
            String version,
            Set<String> categories,
            Set<String> rules,
            List<String> leftOut,
            Map<String, String> notAfter) {

        static Choice load() {
            try (var in = LanguageToolRules.class.getResourceAsStream(FILE)) {
                if (in == null) {
                    throw new IllegalStateException(FILE + " is missing");
                }
                return YAMLMapper.builder().build().readValue(in, Choice.class);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        boolean holds(Rule rule) {
            return (categories.contains(rule.getCategory().getId().toString())
                            || rules.contains(rule.getId()))
                    && leftOut.stream().noneMatch(rule.getId()::matches);
        }
    }

    private static final class Loaded {

        static final Choice CHOICE = Choice.load();
        static final Map<String, Pattern> NOT_AFTER =
                CHOICE.notAfter().entrySet().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Map.Entry::getKey,
                                        entry -> Pattern.compile(entry.getValue())));
        static final JLanguageTool TOOL = tool();

        private static JLanguageTool tool() {
            var choice = CHOICE;
            var english = Languages.getLanguageForShortCode("en");
            english.setChunker(_ -> {}); // more than half of the time, for hardly a slip more
            var tool = new JLanguageTool(english);
            for (var rule : tool.getAllRules()) {
                if (!choice.holds(rule)) {
                    tool.disableRule(rule.getId());
                }
            }
            return tool;
        }
    }

    /** Loads the rules and checks one sentence, so that the first talk need not wait for it. */
    public static void load() {
        check("He go to the hospital.");
    }

    /** The slips of one turn, in order. */
    List<Slip> slips(SpokenText turn) {
        var line = Line.of(turn);
        var slips = new ArrayList<Slip>();
        if (line.isEmpty()) {
            return slips;
        }
        for (var match : checker.apply(line.text())) {
            var slip = line.slip(match);
            if (slip != null) {
                slips.add(slip);
            }
        }
        return slips;
    }

    static List<RuleMatch> check(String text) {
        synchronized (Loaded.TOOL) {
            try {
                return Loaded.TOOL.check(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A turn as LanguageTool reads it, and where each of its words stands in it. */
    private static final class Line {

        /** What every name becomes, so that nobody's name decides how a sentence is read. */
        private static final String NAME = "James";

        private static final Pattern I = Pattern.compile("i(['\u2019][a-z]+)?");

        private final SpokenText turn;
        private final StringBuilder text = new StringBuilder();
        private final List<SpokenWordForm> words = new ArrayList<>();
        private final List<Integer> starts = new ArrayList<>();

        private Line(SpokenText turn) {
            this.turn = turn;
        }

        static Line of(SpokenText turn) {
            var line = new Line(turn);
            boolean marked = turn.words().stream().anyMatch(SpokenWordForm::endsSentence);
            var ends = turn.clauses().stream().map(clause -> turn.original(clause).end()).toList();
            boolean inName = false;
            for (var word : turn.words()) {
                if (!word.counts() || (word.name() && inName)) {
                    continue;
                }
                line.add(word);
                inName = word.name();
                if (marked ? word.endsSentence() : ends.contains(word.end())) {
                    line.end(marked ? word.after() : '.');
                } else if (word.after() == ',') {
                    line.text.append(',');
                }
            }
            return line;
        }

        private void add(SpokenWordForm word) {
            boolean begins = text.isEmpty() || ".?!".indexOf(text.charAt(text.length() - 1)) >= 0;
            if (!text.isEmpty()) {
                text.append(' ');
            }
            starts.add(text.length());
            words.add(word);
            var form = word.name() ? NAME : word.surface().replace('\u2019', '\'');
            boolean capital = begins || I.matcher(form).matches();
            text.append(
                    capital
                            ? form.substring(0, 1).toUpperCase(Locale.ROOT) + form.substring(1)
                            : form);
        }

        private void end(char mark) {
            text.append(mark == '?' || mark == '!' ? mark : '.');
        }

        boolean isEmpty() {
            return text.isEmpty();
        }

        String text() {
            return text.toString();
        }

        /**
         * The slip in the turn's own words; null where a name or an unsure word is in it, or where
         * the words before show that the rule is mistaken.
         */
        @Nullable Slip slip(RuleMatch match) {
            var notAfter = Loaded.NOT_AFTER.get(match.getRule().getId());
            var before = text.substring(0, match.getFromPos()).stripTrailing();
            if (notAfter != null && notAfter.matcher(before.toLowerCase(Locale.ROOT)).find()) {
                return null;
            }
            int first = -1;
            int last = -1;
            for (int i = 0; i < words.size(); i++) {
                if (starts.get(i) < match.getToPos() && endOf(i) > match.getFromPos()) {
                    var word = words.get(i);
                    if (word.name() || word.isUnsure()) {
                        return null;
                    }
                    first = first < 0 ? i : first;
                    last = i;
                }
            }
            if (first < 0) {
                return null;
            }
            var stretch = new SpokenText.Stretch(words.get(first).start(), words.get(last).end());
            return new Slip(
                    turn,
                    stretch,
                    match.getRule().getId().toLowerCase(Locale.ROOT),
                    message(match),
                    better(match, first, last));
        }

        private static String message(RuleMatch match) {
            var message =
                    match.getMessage()
                            .replace("<suggestion>", "\u201c")
                            .replace("</suggestion>", "\u201d")
                            .strip();
            return message.endsWith(".") || message.endsWith("?")
                    ? message.substring(0, message.length() - 1)
                    : message;
        }

        /** The words mended, where there is only one way. */
        private @Nullable String better(RuleMatch match, int first, int last) {
            var suggestions = match.getSuggestedReplacements();
            if (suggestions.size() != 1) {
                return null;
            }
            var from = Math.max(starts.get(first), match.getFromPos());
            var to = Math.min(endOf(last), match.getToPos());
            return text.substring(starts.get(first), from)
                    + suggestions.getFirst()
                    + text.substring(to, endOf(last));
        }

        private int endOf(int word) {
            var form = words.get(word);
            return starts.get(word) + (form.name() ? NAME.length() : form.surface().length());
        }
    }
}
