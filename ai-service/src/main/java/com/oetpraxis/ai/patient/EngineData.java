package com.oetpraxis.ai.patient;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.oetpraxis.ai.card.Answer;
import com.oetpraxis.ai.card.Band;
import com.oetpraxis.ai.card.Lines;
import com.oetpraxis.ai.pattern.PhrasePatterns;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The engine's own data, {@code patient/engine.yaml}: numbers, shared intents, shared lines.
 *
 * @param hash of this data and of the cue lists, both of which decide what the patient says
 */
record EngineData(Source source, String hash) {

    private static final YAMLMapper MAPPER =
            YAMLMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                    .build();

    static EngineData load() {
        var engine = read("/patient/engine.yaml");
        return new EngineData(
                MAPPER.readValue(engine, Source.class), hash(engine, read("/scoring/cues.yaml")));
    }

    private static byte[] read(String name) {
        try (InputStream in = EngineData.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(byte[] engine, byte[] cues) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(engine);
            return HexFormat.of().formatHex(digest.digest(cues), 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    Shared shared() {
        return source.shared();
    }

    RapportRules rapport() {
        return source.engine().rapport();
    }

    record Source(Rules engine, Shared shared) {}

    record Rules(RapportRules rapport) {}

    /**
     * Where rapport starts, its bands as inclusive ranges, and what moves it.
     *
     * @param deltas points by what the learner did
     */
    record RapportRules(
            int start,
            int min,
            int max,
            LinkedHashMap<Band, List<Integer>> bands,
            Map<String, Integer> deltas) {

        int delta(String name) {
            var delta = deltas.get(name);
            if (delta == null) {
                throw new IllegalStateException("No rapport delta " + name);
            }
            return delta;
        }

        Band bandOf(int rapport) {
            for (var band : bands.entrySet()) {
                if (rapport <= band.getValue().getLast()) {
                    return band.getKey();
                }
            }
            return Band.OPEN;
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record Shared(
            List<String> questionOpeners,
            List<String> invitations,
            List<String> offers,
            List<String> checks,
            List<String> empathy,
            List<SocialIntent> social,
            LinkedHashMap<String, List<String>> stdPatterns,
            Map<String, Double> stdPrio,
            Map<String, Answer> stdDefaults,
            String againPrefix,
            String teachbackPrefix,
            String teachbackEmpty,
            List<String> silenceShort,
            List<String> silenceLong,
            List<String> notUnderstood,
            List<String> jargonReply,
            List<String> compoundReplyPrefix,
            List<String> interruptedReply,
            List<String> dismissedReply,
            List<String> offTopic,
            List<String> toldBefore,
            Map<String, List<String>> examples) {}

    /** Something anyone may say in any role-play. */
    @JsonNaming(SnakeCaseStrategy.class)
    record SocialIntent(
            String id,
            List<String> p,
            double prio,
            int minTurn,
            @Nullable String special,
            @JsonProperty("any") @Nullable String any,
            @Nullable String guarded,
            @Nullable String neutral,
            @Nullable String open) {

        Lines lines() {
            return new Lines(guarded, neutral, open, any, null);
        }

        PhrasePatterns patterns() {
            return PhrasePatterns.of(p);
        }

        boolean is(String name) {
            return name.equals(special);
        }
    }
}
