package com.oetpraxis.realtime.turntaking;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.realtime.audio.VoiceActivityDetectors;
import com.oetpraxis.realtime.endofturn.SmartTurnForTests;
import com.oetpraxis.realtime.models.SpeechModels;
import com.oetpraxis.realtime.turntaking.EndOfTurn.Listens;
import com.oetpraxis.realtime.turntaking.SpokenLines.Line;
import com.oetpraxis.realtime.turntaking.SpokenLines.Result;
import com.oetpraxis.realtime.turntaking.SpokenLines.Voiced;
import com.oetpraxis.realtime.voice.Voices;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The labelled lines, voiced by Piper and espeak-ng, with the real detectors: how many are cut off
 * before their end, how long the others wait, and what each signal is worth. Needs the files of
 * {@code make voice}; PRAXIS_MODELS names their folder.
 *
 * <p>A wait is needless above 0.8 s, the shortest limit of BR-10.
 */
@Tag("voice")
class SpokenLinesTest {

    private static final double MOST_CUT_OFF = 0.05;

    private static List<Line> lines() throws Exception {
        try (var in = SpokenLinesTest.class.getResourceAsStream("/endofturn/lines.txt")) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Line::of)
                    .toList();
        }
    }

    @Test
    void areHardlyEverCutOff() throws Exception {
        var folder = Path.of(System.getenv("PRAXIS_MODELS"));
        var lines = new ArrayList<>(lines());
        assertThat(lines).hasSizeGreaterThanOrEqualTo(60);
        java.util.Collections.shuffle(lines, new Random(4)); // as a talk would have them
        var variants = new LinkedHashMap<String, Listens>();
        variants.put("silence alone (1.5 s)", new Listens(false, false, false));
        variants.put("and words", new Listens(true, false, false));
        variants.put("words, sound", new Listens(true, true, false));
        variants.put("words, habits", new Listens(true, false, true));
        variants.put("words, sound, habits", Listens.ALL);
        var rows = new ArrayList<String>();
        var all = new ArrayList<Result>();
        try (var models = SpeechModels.in(folder)) {
            var silero = VoiceActivityDetectors.choose(models);
            assertThat(silero.name()).isEqualTo("silero");
            var model = SmartTurnForTests.of(models);
            var byVariant = new LinkedHashMap<String, List<Result>>();
            var libfvad = new ArrayList<Result>();
            for (var voice : Voices.in(folder).entrySet()) {
                List<Voiced> voiced =
                        lines.stream()
                                .map(line ->
                                        SpokenLines.voiced(
                                                line,
                                                text ->
                                                        Voices.trimmed(
                                                                voice.getValue().apply(text))))
                                .toList();
                var judged = new HashMap<Integer, Double>();
                boolean compared =
                        byVariant.isEmpty(); // what a signal is worth, by the first voice
                for (var variant : variants.entrySet()) {
                    if (!compared && !variant.getValue().equals(Listens.ALL)) {
                        continue;
                    }
                    var results =
                            new SpokenLines(silero, model, judged, variant.getValue()).say(voiced);
                    if (compared) {
                        byVariant.put(variant.getKey(), results);
                    }
                    if (variant.getValue().equals(Listens.ALL)) {
                        rows.add(SpokenLines.row("all signals, " + voice.getKey(), results));
                        all.addAll(results);
                    }
                }
                if (compared) {
                    libfvad.addAll(
                            new SpokenLines(
                                            VoiceActivityDetectors.choose(),
                                            null,
                                            judged,
                                            Listens.ALL)
                                    .say(voiced));
                }
            }
            byVariant.forEach(
                    (name, results) -> rows.add(SpokenLines.row(name + ", first voice", results)));
            rows.add(SpokenLines.row("libfvad, words, habits, no models", libfvad));
        }
        rows.add(
                SpokenLines.row(
                        "all signals, lines with a pause",
                        all.stream().filter(result -> result.line().hasPause()).toList()));
        rows.add(
                SpokenLines.row(
                        "all signals, questions without one",
                        all.stream()
                                .filter(result -> !result.line().hasPause())
                                .filter(result -> result.line().text().endsWith("?"))
                                .toList()));
        rows.forEach(System.out::println);
        all.stream()
                .filter(Result::isCutOff)
                .forEach(result -> System.out.println("cut off: " + result));

        long cut = all.stream().filter(Result::isCutOff).count();
        assertThat((double) cut / all.size()).isLessThanOrEqualTo(MOST_CUT_OFF);
    }
}
