package com.oetpraxis.ai.consultation;

import com.oetpraxis.ai.behaviour.BehaviourDetector;
import com.oetpraxis.ai.behaviour.CueLists;
import com.oetpraxis.ai.language.GrammarRule;
import com.oetpraxis.ai.language.Spelling;
import com.oetpraxis.ai.language.Stem;
import com.oetpraxis.ai.language.WordData;
import com.oetpraxis.ai.pattern.ClauseSplitter;
import com.oetpraxis.ai.pattern.NormalisedText;
import com.oetpraxis.ai.pattern.PhrasePatterns;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The lists a scorer reads a talk with. Loaded once; nothing in them changes. */
public final class Lists {

    /** Every file whose change may change a score, in the order in which they are hashed. */
    public static final List<String> FILES =
            List.of(
                    "/scoring/cues.yaml",
                    "/scoring/grammar.yaml",
                    "/scoring/languagetool.yaml",
                    "/scoring/words.yaml",
                    "/scoring/words-en.txt",
                    "/patient/engine.yaml");

    private static final YAMLMapper YAML = YAMLMapper.builder().build();

    private final CueLists cues;
    private final WordData words;
    private final List<GrammarRule> grammar;
    private final Set<String> subordinators;
    private final ClauseSplitter splitter;
    private final BehaviourDetector detector;
    private final PhrasePatterns insults;
    private final Set<String> insultDenials;
    private final Set<String> layMedical;
    private final List<String> medicalEndings;
    private final Set<String> topics;
    private final Set<String> taskStems;
    private final Set<String> prompts;
    private final PhrasePatterns invitations;
    private final PhrasePatterns offers;
    private final PhrasePatterns properOffers;
    private final Map<String, PhrasePatterns> sharedQuestions;
    private final Map<String, Double> sharedPriorities;

    private Lists() {
        var words = yaml("/scoring/words.yaml");
        var shared = yaml("/patient/engine.yaml").path("shared");
        var openers = strings(shared.path("question_openers"));
        this.cues = CueLists.load();
        this.words =
                new WordData(
                        lines("/scoring/words-en.txt"),
                        strings(words.path("health_words")),
                        strings(words.path("function_words")),
                        strings(words.path("fillers")));
        this.grammar =
                yaml("/scoring/grammar.yaml").path("rules").valueStream().map(Lists::rule).toList();
        this.subordinators = Set.copyOf(strings(words.path("subordinators")));
        this.splitter = new ClauseSplitter(openers);
        this.detector = new BehaviourDetector(cues, openers);
        this.insults = PhrasePatterns.of(strings(words.path("insults")));
        this.insultDenials = Set.copyOf(strings(words.path("insult_denials")));
        this.layMedical = Set.copyOf(strings(words.path("lay_medical")));
        this.topics = Set.copyOf(strings(words.path("topics")));
        this.taskStems =
                strings(words.path("task_words")).stream()
                        .map(word -> Stem.of(Spelling.of(word)))
                        .collect(Collectors.toUnmodifiableSet());
        this.medicalEndings = strings(words.path("medical_endings"));
        this.prompts =
                Stream.of("silence_short", "silence_long")
                        .flatMap(name -> strings(shared.path(name)).stream())
                        .map(line -> NormalisedText.of(line).toString())
                        .collect(Collectors.toUnmodifiableSet());
        this.invitations = PhrasePatterns.of(strings(shared.path("invitations")));
        this.offers = PhrasePatterns.of(strings(shared.path("offers")));
        this.properOffers =
                PhrasePatterns.of(
                        strings(shared.path("offers")).stream()
                                .filter(offer -> !offer.endsWith(" about"))
                                .toList());
        this.sharedQuestions = new LinkedHashMap<>();
        for (var entry : shared.path("std_patterns").properties()) {
            sharedQuestions.put(entry.getKey(), PhrasePatterns.of(strings(entry.getValue())));
        }
        this.sharedPriorities = new LinkedHashMap<>();
        for (var entry : shared.path("std_prio").properties()) {
            sharedPriorities.put(entry.getKey(), entry.getValue().doubleValue());
        }
    }

    /** Reads the lists that come with the service. */
    public static Lists load() {
        return new Lists();
    }

    private static GrammarRule rule(JsonNode node) {
        var where = GrammarRule.Where.EVERYWHERE;
        if (node.path("q").asBoolean(false)) {
            where = GrammarRule.Where.QUESTIONS;
        } else if (node.path("notq").asBoolean(false)) {
            where = GrammarRule.Where.STATEMENTS;
        }
        var notAfter = text(node, "notafter");
        var notBefore = text(node, "notbefore");
        return new GrammarRule(
                node.path("id").stringValue(),
                Pattern.compile(node.path("re").stringValue()),
                node.path("msg").stringValue(),
                where,
                notAfter == null ? Set.of() : Set.of(notAfter.split("\\|", -1)),
                notBefore == null ? null : Pattern.compile(notBefore),
                text(node, "skip"));
    }

    private static @Nullable String text(JsonNode node, String name) {
        var value = node.path(name);
        return value.isString() ? value.stringValue() : null;
    }

    private static List<String> strings(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    private static JsonNode yaml(String file) {
        try (var in = open(file)) {
            return YAML.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(String file) {
        try (var in =
                new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
            return in.lines().filter(line -> !line.isBlank()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String file) {
        var in = Lists.class.getResourceAsStream(file);
        if (in == null) {
            throw new IllegalStateException(file + " is missing");
        }
        return in;
    }

    public WordData words() {
        return words;
    }

    public List<GrammarRule> grammar() {
        return grammar;
    }

    public Set<String> subordinators() {
        return subordinators;
    }

    CueLists cues() {
        return cues;
    }

    ClauseSplitter splitter() {
        return splitter;
    }

    BehaviourDetector detector() {
        return detector;
    }

    PhrasePatterns insults() {
        return insults;
    }

    boolean isInsultDenial(String word) {
        return insultDenials.contains(word);
    }

    /** Whether words of this stem say nothing of what a card is about. */
    boolean isTaskStem(String stem) {
        return taskStems.contains(stem);
    }

    boolean isTopic(String word) {
        return topics.contains(word);
    }

    /** Whether this is what the patient says into a silence: nothing that asks for an answer. */
    boolean isPrompt(NormalisedText clause) {
        var words = " " + clause;
        return clause.size() > 2 && prompts.stream().anyMatch(one -> (" " + one).endsWith(words));
    }

    PhrasePatterns invitations() {
        return invitations;
    }

    PhrasePatterns offers() {
        return offers;
    }

    /** Offers without "what about", which asks as well. */
    PhrasePatterns properOffers() {
        return properOffers;
    }

    /** Patterns of the questions that every card can answer, by their id. */
    Map<String, PhrasePatterns> sharedQuestions() {
        return sharedQuestions;
    }

    double sharedPriority(String id) {
        return sharedPriorities.getOrDefault(id, 0.0);
    }

    /** Whether a word has the ending of a medical term and is not one that everybody knows. */
    boolean soundsMedical(String word) {
        return word.length() > 6
                && !layMedical.contains(word)
                && !words.isHealthWord(word)
                && words.rank(word) > 8_000
                && medicalEndings.stream().anyMatch(word::endsWith);
    }

    boolean isStockWord(String word) {
        return cues.stockWords().contains(word);
    }
}
