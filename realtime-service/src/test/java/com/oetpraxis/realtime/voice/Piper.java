package com.oetpraxis.realtime.voice;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Piper voice for test lines; without noise, so the same text gives the same sound. */
final class Piper {

    private final OrtSession model;
    private final JsonNode ids;
    private final int rate;
    private final Espeak espeak;

    Piper(Path voice, Espeak espeak) throws Exception {
        this.espeak = espeak;
        var config = JsonMapper.shared().readTree(Files.readString(Path.of(voice + ".json")));
        ids = config.path("phoneme_id_map");
        rate = config.path("audio").path("sample_rate").asInt();
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            model = OrtEnvironment.getEnvironment().createSession(voice.toString(), options);
        }
    }

    int rate() {
        return rate;
    }

    short[] speak(String text) {
        String last = text.strip().substring(text.strip().length() - 1);
        String spoken = espeak.phonemes(text) + (last.matches("[.?!,]") ? last : ".");
        List<Long> sequence = new ArrayList<>();
        add(sequence, "^");
        sequence.add(0L);
        Normalizer.normalize(spoken, Normalizer.Form.NFD)
                .codePoints()
                .mapToObj(Character::toString)
                .filter(ids::has)
                .forEach(phoneme -> {
                    add(sequence, phoneme);
                    sequence.add(0L);
                });
        add(sequence, "$");
        var environment = OrtEnvironment.getEnvironment();
        long[] input = sequence.stream().mapToLong(Long::longValue).toArray();
        try (var phonemes =
                        OnnxTensor.createTensor(
                                environment, LongBuffer.wrap(input), new long[] {1, input.length});
                var lengths =
                        OnnxTensor.createTensor(
                                environment,
                                LongBuffer.wrap(new long[] {input.length}),
                                new long[] {1});
                var scales =
                        OnnxTensor.createTensor(
                                environment,
                                FloatBuffer.wrap(new float[] {0, 1, 0}),
                                new long[] {3});
                var result =
                        model.run(
                                Map.of(
                                        "input",
                                        phonemes,
                                        "input_lengths",
                                        lengths,
                                        "scales",
                                        scales))) {
            FloatBuffer sound = ((OnnxTensor) result.get(0)).getFloatBuffer();
            short[] samples = new short[sound.remaining()];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (short) Math.clamp(Math.round(sound.get(i) * 32_767), -32_768, 32_767);
            }
            return samples;
        } catch (OrtException e) {
            throw new IllegalStateException("Piper did not speak", e);
        }
    }

    private void add(List<Long> sequence, String phoneme) {
        sequence.add(ids.path(phoneme).path(0).asLong());
    }
}
