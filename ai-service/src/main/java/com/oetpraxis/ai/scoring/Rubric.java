package com.oetpraxis.ai.scoring;

import com.oetpraxis.ai.consultation.Lists;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The weights and anchors of {@code scoring/rubric.yaml}, and the hash of all that scores. */
public final class Rubric {

    private static final String FILE = "/scoring/rubric.yaml";
    private static final YAMLMapper YAML = YAMLMapper.builder().build();

    private final String version;
    private final String hash;
    private final Map<String, Curve> curves = new LinkedHashMap<>();
    private final Map<String, Map<String, Double>> weights;
    private final Map<String, Double> numbers;
    private final Map<String, Recogniser> recognisers;
    private final Recogniser unknownRecogniser;

    private Rubric(JsonNode node, String hash) {
        this.version = node.path("version").stringValue();
        this.hash = hash;
        for (var entry : node.path("curves").properties()) {
            curves.put(
                    entry.getKey(),
                    new Curve(YAML.convertValue(entry.getValue(), new TypeReference<>() {})));
        }
        this.weights = YAML.convertValue(node.path("weights"), new TypeReference<>() {});
        this.numbers = YAML.convertValue(node.path("numbers"), new TypeReference<>() {});
        this.recognisers = YAML.convertValue(node.path("recognisers"), new TypeReference<>() {});
        this.unknownRecogniser =
                YAML.treeToValue(node.path("unknown_recogniser"), Recogniser.class);
    }

    /**
     * What a recogniser's output can be used for.
     *
     * @param calibrated whether its confidences have been compared with human listeners'
     * @param verbatim whether it writes down hesitation
     */
    public record Recogniser(boolean calibrated, boolean verbatim) {}

    /** Reads the rubric that comes with the service. */
    public static Rubric load() {
        try (var in = open(FILE)) {
            return new Rubric(YAML.readTree(in), hashOfAll());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hashOfAll() throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            try (var in = open(FILE)) {
                digest.update(in.readAllBytes());
            }
            for (var file : Lists.FILES) {
                try (var in = open(file)) {
                    digest.update(in.readAllBytes());
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InputStream open(String file) {
        var in = Rubric.class.getResourceAsStream(file);
        if (in == null) {
            throw new IllegalStateException(file + " is missing");
        }
        return in;
    }

    String version() {
        return version;
    }

    /** SHA-256 over rubric, cue lists, rules and word lists. */
    String hash() {
        return hash;
    }

    /** The value a measure has by its curve. */
    double value(String curve, double measure) {
        var found = curves.get(curve);
        if (found == null) {
            throw new IllegalArgumentException("No curve " + curve);
        }
        return found.at(measure);
    }

    Map<String, Double> weights(String of) {
        var found = weights.get(of);
        if (found == null) {
            throw new IllegalArgumentException("No weights for " + of);
        }
        return found;
    }

    double weight(String of, String part) {
        var found = weights(of).get(part);
        if (found == null) {
            throw new IllegalArgumentException("No weight for " + of + "." + part);
        }
        return found;
    }

    double number(String name) {
        var found = numbers.get(name);
        if (found == null) {
            throw new IllegalArgumentException("No number " + name);
        }
        return found;
    }

    Recogniser recogniser(String name) {
        return recognisers.getOrDefault(name, unknownRecogniser);
    }
}
