package com.oetpraxis.ai.behaviour;

import com.oetpraxis.ai.pattern.NormalisedText;
import com.oetpraxis.ai.pattern.PhrasePattern;
import com.oetpraxis.ai.pattern.PhrasePatterns;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The lists of {@code scoring/cues.yaml}: what sounds like a greeting, empathy, blame and so on,
 * technical terms with their plain words, and rules for learners' errors.
 *
 * <p>Source: oet-domain 3.6.
 */
public final class CueLists {

    private static final YAMLMapper MAPPER =
            YAMLMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build();

    private final Map<String, PhrasePatterns> cues;
    private final Set<String> stockWords;
    private final List<JargonTerm> jargon;
    private final List<GrammarRule> grammarRules;

    private CueLists(Source source) {
        var lists = new LinkedHashMap<String, PhrasePatterns>();
        source.cues()
                .forEach((name, patterns) ->
                        lists.put(
                                name,
                                PhrasePatterns.of(
                                        patterns.stream().filter(CueLists::hasWords).toList())));
        this.cues = Map.copyOf(lists);
        this.stockWords = Set.copyOf(source.stockWords());
        this.jargon =
                source.jargon().entrySet().stream()
                        .map(entry ->
                                new JargonTerm(
                                        entry.getKey(),
                                        PhrasePattern.parse(entry.getKey()),
                                        PhrasePatterns.of(entry.getValue())))
                        .toList();
        this.grammarRules = List.copyOf(source.grammarRules());
    }

    /** Whether there is something to match; {@code patient_question} is a mark, not words. */
    private static boolean hasWords(String pattern) {
        return !NormalisedText.of(pattern).isEmpty();
    }

    /** Reads the lists that come with the service. */
    public static CueLists load() {
        try (InputStream in = CueLists.class.getResourceAsStream("/scoring/cues.yaml")) {
            if (in == null) {
                throw new IllegalStateException("scoring/cues.yaml is missing");
            }
            return new CueLists(MAPPER.readValue(in, Source.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The patterns of one list.
     *
     * @throws IllegalArgumentException if there is no list of that name
     */
    public PhrasePatterns cue(String name) {
        var patterns = cues.get(name);
        if (patterns == null) {
            throw new IllegalArgumentException("No cue list " + name);
        }
        return patterns;
    }

    /** The names of all lists. */
    public Set<String> names() {
        return cues.keySet();
    }

    /** Words that carry no content of a consultation. */
    public Set<String> stockWords() {
        return stockWords;
    }

    public List<JargonTerm> jargon() {
        return jargon;
    }

    public List<GrammarRule> grammarRules() {
        return grammarRules;
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Source(
            Map<String, List<String>> cues,
            List<String> stockWords,
            LinkedHashMap<String, List<String>> jargon,
            List<GrammarRule> grammarRules) {}
}
